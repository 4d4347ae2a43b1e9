/** What happened in a conversation, said to the customer and said to staff. */
import type { NoticeEntry } from "../api/conversation-log";
import type { ConversationState } from "../api/types";

export type Audience = "customer" | "staff";

export const stateWords: Record<ConversationState, string> = {
  bot: "With the assistant",
  waiting: "Waiting for a person",
  human: "With a person",
  resolved: "Resolved",
};

const reasonWords: Record<string, string> = {
  priority: "high priority",
  sentiment: "the customer is angry",
  keyword: "a word that always calls a person",
  attempts: "several turns did not help",
  low_confidence: "the assistant was not sure",
  requested: "the customer asked for a person",
  policy: "the rules of the bot",
  taken: "taken over",
  released: "handed back",
  resolved: "closed by staff",
  ended: "closed by the customer",
  reopened: "the customer wrote again",
  assigned: "given to a person",
  unassigned: "nobody has it any more",
  merged: "merged with another conversation",
};

/** Of what a member of staff did, it is said who. */
const deedWords: Record<string, string> = { resolved: "closed", reopened: "opened again" };

export function escalationReason(reason: string): string {
  return reasonWords[reason] ?? reason.replaceAll("_", " ");
}

/** One line for a notice, or null where this audience need not see it. */
export function noticeWords(notice: NoticeEntry, audience: Audience): string | null {
  if (notice.event === "assignment") return notice.name ? `${notice.name} joined` : null;
  if (notice.event === "feedback") return audience === "staff" ? "The customer rated the conversation" : null;
  if (notice.event === "other") return audience === "staff" ? notice.text || null : null;
  return audience === "staff" ? staffWords(notice) : customerWords(notice);
}

function staffWords(notice: NoticeEntry): string {
  const state = stateWords[notice.to as ConversationState] ?? "State changed";
  if (notice.reason === null) return state;
  const deed = notice.name === "" ? undefined : deedWords[notice.reason];
  return `${state}: ${deed ? `${deed} by ${notice.name}` : escalationReason(notice.reason)}`;
}

function customerWords(notice: NoticeEntry): string | null {
  if (notice.to === "waiting") return "A person has been asked to take over";
  if (notice.to === "human") return notice.name ? `${notice.name} joined` : "A person joined";
  if (notice.to === "bot") return "The assistant answers again";
  if (notice.to === "resolved") return "This conversation was closed";
  return null;
}
