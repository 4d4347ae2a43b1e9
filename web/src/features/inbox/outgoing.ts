/** What was written and is on its way; pure. */
import type { ConversationEvent } from "../../api/types";
import type { AttachedFile } from "./use-attached";

export type Mode = "reply" | "note";

export interface Outgoing {
  mode: Mode;
  text: string;
  mentions: number[];
  files: AttachedFile[];
}

/** Whether it was stored although no answer came. */
export function isInLog(
  events: readonly ConversationEvent[],
  after: number,
  { mode, text }: Outgoing,
  myName: string,
): boolean {
  const type = mode === "note" ? "note" : "message";
  return events.some(
    (event) =>
      event.seq > after &&
      event.type === type &&
      event.actor.kind === "staff" &&
      event.actor.name === myName &&
      event.content.trim() === text.trim(),
  );
}
