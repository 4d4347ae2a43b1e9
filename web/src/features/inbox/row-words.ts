/** How a conversation is called and how old it is; pure. */
import type { InboxConversation } from "../../api/inbox-shapes";

export function nameOfCustomer({ customer }: Pick<InboxConversation, "customer">): string {
  return customer.name || customer.user_id || "A visitor";
}

type Times = Pick<InboxConversation, "unanswered_since" | "waiting_since" | "last_message_at" | "created_at">;

/** Since when somebody waits for an answer, or where nobody does when the last message was. */
export function ageOf(conversation: Times): { at: string; isUnanswered: boolean } {
  const unanswered = conversation.unanswered_since ?? conversation.waiting_since;
  const at = unanswered ?? conversation.last_message_at ?? conversation.created_at;
  return { at, isUnanswered: unanswered !== null };
}

const minute = 60_000;

/** "12 min", "3 h", "12 d": for how long somebody waits. */
export function ageWords(since: string, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / minute));
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min`;
  return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / (24 * 60))} d`;
}
