/** The shapes of the inbox under the names that the app uses. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type InboxConversation = Schemas["ConversationOut"];
export type ResolveReason = NonNullable<InboxConversation["resolve_reason"]>;
export type Label = Schemas["LabelMark"];
export type LabelColor = Label["color"];
export type InboxCounts = Schemas["InboxViewsOut"];
export type Notification = Schemas["NotificationOut"];

export type SavedReply = Schemas["SavedReplyOut"];
export type BulkAnswer = Schemas["BulkOut"];

/** One deed on many conversations. */
export type BulkDeed =
  | { action: "take" | "release" }
  | { action: "resolve"; reason: ResolveReason; note: string }
  | { action: "assign"; user_id: number | null }
  | { action: "assign"; to: "next" }
  | { action: "label" | "unlabel"; label_id: number }
  | { action: "snooze"; until: string };
