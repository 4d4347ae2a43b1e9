/** Brings a customer's messages to the desk: over the line, and past it where it does not come or files go along. */
import { asProblem } from "../problem";
import type { ChatLine } from "./chat-line";
import type { DeskCalls } from "./desk-calls";
import type { OutgoingMessage } from "./outbox";

interface Surroundings {
  calls: DeskCalls;
  begun: () => Promise<string>;
  /** The line, opened where it was not. */
  line: () => ChatLine | null;
  outbox: () => OutgoingMessage[];
  fail: (key: string, reason: string) => void;
  read: () => Promise<void>;
}

const patience = 4000;

export class Delivery {
  private readonly files = new Map<string, File[]>();
  private readonly underWay = new Set<string>();

  constructor(private readonly around: Surroundings) {}

  keepFiles(key: string, files: File[]): void {
    if (files.length > 0) this.files.set(key, files);
  }

  /** What still waits, in its order. Sent twice under one name it is stored once. */
  async all(): Promise<void> {
    for (const one of this.around.outbox()) if (one.status === "sending") await this.one(one);
  }

  async one(message: OutgoingMessage): Promise<void> {
    try {
      const reference = await this.around.begun();
      const line = this.around.line();
      if (this.files.has(message.key) || line?.isPolling) await this.post(reference, message);
      else if (!line?.send({ type: "message", content: message.text, id: message.key })) {
        window.setTimeout(() => void this.late(reference, message), patience);
      }
    } catch (error) {
      this.failed(message, error);
    }
  }

  private async late(reference: string, message: OutgoingMessage): Promise<void> {
    const waits = this.around.outbox().some((one) => one.key === message.key && one.status === "sending");
    if (!waits || this.around.line()?.state === "open") return;
    await this.post(reference, message).catch((error) => this.failed(message, error));
  }

  /** Words that only found no network wait for the line, which sends them when it is back. */
  private failed({ key }: OutgoingMessage, error: unknown): void {
    const { status, detail } = asProblem(error);
    const isKept = status === 0 && !this.files.has(key) && this.around.line() !== null;
    if (!isKept) this.around.fail(key, detail);
  }

  private async post(reference: string, { text, key }: OutgoingMessage): Promise<void> {
    if (this.underWay.has(key)) return;
    this.underWay.add(key);
    try {
      await this.around.calls.say(reference, text, key, this.files.get(key) ?? []);
      this.files.delete(key);
    } finally {
      this.underWay.delete(key);
    }
    if (this.around.line()?.state !== "open") await this.around.read();
  }
}
