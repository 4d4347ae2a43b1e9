/** Messages on their way: kept until the log holds them, so that none is lost and none is shown twice. */
import type { MessageEntry } from "../../api/conversation-log";

export interface OutgoingMessage {
  key: string;
  text: string;
  /** Number of the last event known when it was sent; its own event comes after. */
  afterSeq: number;
  status: "sending" | "failed";
  reason: string | null;
}

/** What of the outbox is not in the log yet. Each event accounts for one message, the earliest first. */
export function notYetInLog(outbox: OutgoingMessage[], messages: MessageEntry[]): OutgoingMessage[] {
  const taken = new Set<number>();
  return outbox.filter((outgoing) => {
    const arrived = messages.find(
      (message) =>
        message.speaker === "customer" &&
        message.seq > outgoing.afterSeq &&
        !taken.has(message.seq) &&
        message.text.trim() === outgoing.text.trim(),
    );
    if (arrived) taken.add(arrived.seq);
    return arrived === undefined;
  });
}

/** After a reload nothing is under way any more: what was being sent can be sent again. */
export function afterReload(outbox: OutgoingMessage[]): OutgoingMessage[] {
  return outbox.map((outgoing) =>
    outgoing.status === "sending"
      ? { ...outgoing, status: "failed", reason: "The page was loaded again before this was sent." }
      : outgoing,
  );
}
