/** What a customer is told of who answers and what comes next; the chat page and the widget say the same. */
import { type ConversationLog, messagesOf } from "../api/conversation-log";
import type { ChatView } from "../api/customer-chat/chat-view";
import type { Queue } from "../api/customer-chat/desk-calls";
import type { ConversationState, PublicBot } from "../api/types";

export const scores = [
  { value: 1, words: "Very bad" },
  { value: 2, words: "Bad" },
  { value: 3, words: "Neither good nor bad" },
  { value: 4, words: "Good" },
  { value: 5, words: "Very good" },
] as const;

/** Who answers at the moment, honestly. */
export function answererWords(state: ConversationState, log: ConversationLog): string {
  if (state === "waiting") return "Waiting for a person. You can go on writing.";
  if (state === "resolved") return "Closed. Write to reopen it.";
  if (state === "bot") return "Answered by the assistant";
  const name = staffName(log);
  return name === null ? "A person answers" : `${name} answers`;
}

function staffName(log: ConversationLog): string | null {
  const last = messagesOf(log).findLast((message) => message.speaker === "staff");
  const taken = log.entries.findLast((entry) => entry.kind === "notice" && entry.to === "human");
  const latest = (last?.seq ?? 0) > (taken?.seq ?? 0) ? last : taken;
  return latest?.name || null;
}

/** The place of who waits, or when somebody will be there; null where there is nothing to say. */
export function queueWords(queue: Queue | null): string | null {
  if (queue?.state !== "waiting") return null;
  if (!queue.team.here) return awayWords(queue.team) ?? "The team is away and answers when it is back.";
  if (queue.ahead === 0) return "You are next.";
  return queue.ahead === 1 ? "One other customer is before you." : `${queue.ahead} customers are before you.`;
}

/** Null while people are there. */
export function awayWords(team: PublicBot["team"]): string | null {
  if (team.here || !team.back) return null;
  return `The team is away and back ${team.back}.`;
}

export function writerWords({ writer }: ChatView, botName: string): string | null {
  if (writer === null) return null;
  return `${writer.kind === "bot" ? botName : writer.name || "A person"} is writing`;
}

/** How it was is asked when the conversation was closed, where the desk says so, until it is answered. */
export function asksForScore({ state, log }: ChatView): boolean {
  const closed = log.entries.findLast((entry) => entry.kind === "notice" && entry.to === "resolved");
  if (state !== "resolved" || closed?.kind !== "notice" || closed.data.csat !== true) return false;
  return !log.entries.some((entry) => entry.seq > closed.seq && isScore(entry));
}

function isScore(entry: ConversationLog["entries"][number]): boolean {
  return entry.kind === "notice" && entry.event === "feedback";
}
