/** Messages on their way: kept until the log holds them, so that none is lost and none is shown twice. */
import type { MessageEntry } from "../conversation-log";

export interface OutgoingMessage {
  /** The client's own name for the message: sent again under it, it is stored once. */
  key: string;
  text: string;
  fileNames: string[];
  status: "sending" | "failed";
  reason: string | null;
}

export function outgoing(text: string, files: File[]): OutgoingMessage {
  const key = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(36)).join("");
  return { key, text, fileNames: files.map((file) => file.name), status: "sending", reason: null };
}

/** What of the outbox is not in the log yet. */
export function notYetInLog(outbox: OutgoingMessage[], messages: MessageEntry[]): OutgoingMessage[] {
  const arrived = new Set(messages.map((message) => message.clientId));
  return outbox.filter((one) => !arrived.has(one.key));
}

/** A reload loses nothing that was under way, except files, which a page cannot keep. */
export function afterReload(outbox: OutgoingMessage[]): OutgoingMessage[] {
  const reason = "The page was loaded again; choose the files once more.";
  return outbox.map((one) =>
    one.status === "sending" && one.fileNames.length > 0 ? { ...one, status: "failed", reason } : one,
  );
}
