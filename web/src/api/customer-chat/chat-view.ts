/** What a page shows of a live conversation. */
import { type ConversationLog, foldEvents, messagesOf } from "../conversation-log";
import type { LineState } from "../live";
import type { ProblemError } from "../problem";
import type { ConversationEvent, ConversationState } from "../types";
import type { KeptChat } from "./chat-storage";
import type { Queue, Visitor } from "./desk-calls";
import { notYetInLog, type OutgoingMessage } from "./outbox";

/** Who writes at the moment. */
export interface Writer {
  kind: "bot" | "staff";
  name: string;
}

export interface ChatView {
  log: ConversationLog;
  state: ConversationState;
  outbox: OutgoingMessage[];
  /** The answer so far, while it comes. */
  streamed: string;
  writer: Writer | null;
  line: "none" | LineState;
  isLoading: boolean;
  error: ProblemError | null;
  /** What was there when the page opened is not announced again. */
  announcedUpTo: number;
  queue: Queue | null;
  hasConversation: boolean;
  hasPrevious: boolean;
  seenSeq: number;
  visitor: Visitor | null;
}

/** As it is before anything was read. */
export function freshView({ conversationId, previousId, outbox, seenSeq, visitor }: KeptChat): ChatView {
  return {
    log: foldEvents([]),
    state: "bot",
    outbox,
    streamed: "",
    writer: null,
    line: "none",
    isLoading: conversationId !== null,
    error: null,
    announcedUpTo: 0,
    queue: null,
    hasConversation: conversationId !== null,
    hasPrevious: conversationId === null && previousId !== null,
    seenSeq,
    visitor,
  };
}

/** What the view becomes when `items` were read; `isPast`: the line has not spoken yet, so that they are of the past. */
export function viewAfter(
  view: ChatView,
  events: ConversationEvent[],
  items: ConversationEvent[],
  state: ConversationState,
  isPast: boolean,
) {
  const log = foldEvents(events);
  return {
    log,
    outbox: notYetInLog(view.outbox, messagesOf(log)),
    announcedUpTo: isPast ? log.lastSeq : view.announcedUpTo,
    isLoading: false,
    state: items.some(movesState) ? log.state : state,
  };
}

function movesState(event: ConversationEvent): boolean {
  return event.type === "handoff" || event.type === "status";
}

/** What the visitor has not had on the screen yet. */
export function unreadCount({ log, seenSeq }: ChatView): number {
  return log.entries.filter(
    (entry) => entry.seq > seenSeq && entry.kind === "message" && entry.speaker !== "customer",
  ).length;
}
