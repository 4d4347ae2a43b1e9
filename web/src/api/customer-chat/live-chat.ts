/** One customer's conversation with one bot, live: what was said, what is on its way, and what can be done. */
import { mergeEvents } from "../conversation-log";
import type { LineState, LiveFrame } from "../live";
import { asProblem, problemFrom } from "../problem";
import type { ConversationEvent, ConversationState } from "../types";
import { ChatLine } from "./chat-line";
import type { ChatStorage, KeptChat } from "./chat-storage";
import { type ChatView, freshView, viewAfter } from "./chat-view";
import { Delivery } from "./delivery";
import type { DeskCalls, Rating, Visitor } from "./desk-calls";
import { type OutgoingMessage, outgoing } from "./outbox";
import { QueueWatch } from "./queue-watch";
import { Typing } from "./typing";
import { WriterWatch } from "./writer-watch";

export class LiveChat {
  private kept: KeptChat;
  private events: ConversationEvent[] = [];
  private readonly listeners = new Set<() => void>();
  private line: ChatLine | null = null;
  private beginning: Promise<string> | null = null;
  private resumed: boolean;
  private view: ChatView;
  private readonly delivery: Delivery;
  private readonly queue: QueueWatch;
  private readonly writers = new WriterWatch((writer) => this.change({ writer, streamed: "" }));
  private readonly typingTeller = new Typing(
    (content) => this.line?.send({ type: "typing", content }) ?? false,
  );

  constructor(
    private readonly calls: DeskCalls,
    private readonly storage: ChatStorage,
  ) {
    this.kept = storage.load();
    this.resumed = this.kept.conversationId !== null;
    this.view = freshView(this.kept);
    this.queue = new QueueWatch(calls, (queue) => this.change({ queue }));
    this.delivery = new Delivery({
      calls,
      begun: () => this.begun(),
      line: () => this.opened(),
      outbox: () => this.kept.outbox,
      fail: (key, reason) => this.mark(key, { status: "failed", reason }),
      read: this.read,
    });
  }

  readonly snapshot = (): ChatView => this.view;

  readonly onChange = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Opens the line where there is a conversation, and sends what waits. Nothing happens where it is open. */
  readonly connect = (): void => {
    if (this.opened() === null) void this.delivery.all();
  };

  readonly disconnect = (): void => {
    this.line?.close();
    this.line = null;
    this.queue.stop();
    this.change({ line: "none", writer: null, streamed: "" });
  };

  /** Reads what is new, once and without a line. */
  readonly read = async (): Promise<void> => {
    const reference = this.kept.conversationId;
    try {
      for (let after: number | null = this.view.log.lastSeq; after !== null && reference !== null; ) {
        const page = await this.calls.events(reference, after);
        if (reference !== this.kept.conversationId) return;
        this.take(page.items, page.state);
        after = page.next;
      }
      this.settle();
    } catch (error) {
      // That there is no network the line says itself, and when it is back.
      const problem = asProblem(error);
      if (problem.status !== 0 || this.line === null) this.change({ error: problem, isLoading: false });
    }
  };

  /** After a line that has ended: reads what is new and opens another. */
  readonly again = async (): Promise<void> => {
    this.disconnect();
    await this.read();
    this.connect();
  };

  /** Begins the conversation before it is needed, so that the first message need not wait for it. */
  readonly prepare = (): void => void this.begun().catch(() => undefined);

  readonly send = async (text: string, files: File[] = []): Promise<void> => {
    const one = outgoing(text, files);
    this.delivery.keepFiles(one.key, files);
    this.keep({ outbox: [...this.kept.outbox, one] });
    this.typing(false);
    await this.delivery.one(one);
  };

  readonly sendAgain = async (one: OutgoingMessage): Promise<void> => {
    this.mark(one.key, { status: "sending", reason: null });
    await this.delivery.one({ ...one, status: "sending" });
  };

  readonly discard = (key: string): void =>
    this.keep({ outbox: this.kept.outbox.filter((one) => one.key !== key) });

  readonly askForPerson = async (): Promise<void> => {
    await this.calls.askForPerson(await this.begun());
    this.connect();
    if (this.line?.state !== "open") await this.read();
  };

  readonly rate = async (seq: number | null, rating: Rating, comment: string): Promise<void> => {
    await this.calls.rate(await this.begun(), seq, rating, comment);
    if (this.line?.state !== "open") await this.read();
  };

  readonly whole = async (): Promise<unknown> => this.calls.whole(await this.begun());

  readonly file = async (id: string): Promise<Blob> => this.calls.file(await this.begun(), id);

  /** Tells whoever answers that the customer writes, and that they stopped. */
  readonly typing = (isWriting: boolean): void => {
    if (isWriting) this.prepare();
    this.typingTeller.turn(isWriting);
  };

  /** All that is there has been on the screen. */
  readonly seen = (): void => {
    if (this.view.log.lastSeq > this.kept.seenSeq) this.keep({ seenSeq: this.view.log.lastSeq });
  };

  readonly introduce = (visitor: Visitor): void => this.keep({ visitor });

  readonly startOver = (): void => {
    const { conversationId, previousId } = this.kept;
    this.move({ conversationId: null, previousId: conversationId ?? previousId, outbox: [] });
  };

  readonly goBack = (): void => {
    this.resumed = true;
    this.move({ conversationId: this.kept.previousId, previousId: null, outbox: [] });
    this.connect();
  };

  private move(changes: Partial<KeptChat>): void {
    this.disconnect();
    this.events = [];
    this.beginning = null;
    this.kept = { ...this.kept, ...changes, seenSeq: 0 };
    this.storage.save(this.kept);
    this.change(freshView(this.kept));
  }

  private opened(): ChatLine | null {
    const reference = this.kept.conversationId;
    if (reference === null) return null;
    this.line ??= new ChatLine({
      calls: this.calls,
      reference,
      after: () => this.view.log.lastSeq,
      onFrame: (frame) => this.hear(frame),
      onState: (line) => this.turn(line),
      poll: () => this.read().then(() => this.delivery.all()),
    });
    return this.line;
  }

  private begun(): Promise<string> {
    if (this.kept.conversationId !== null) return Promise.resolve(this.kept.conversationId);
    this.beginning ??= this.begin().catch((error) => {
      this.beginning = null;
      throw error;
    });
    return this.beginning;
  }

  private async begin(): Promise<string> {
    const conversationId = await this.calls.begin(this.kept.visitor ?? {});
    this.keep({ conversationId });
    this.change({ hasConversation: true });
    this.connect();
    return conversationId;
  }

  private turn(line: LineState): void {
    this.change({ line });
    if (line === "open") void this.delivery.all();
  }

  private hear(frame: LiveFrame): void {
    const { metadata } = frame;
    if (frame.type === "event") this.take([metadata as unknown as ConversationEvent], this.view.state);
    else if (frame.type === "text")
      this.change({ streamed: this.view.streamed + frame.content, writer: null });
    else if (frame.type === "complete") this.writers.rest();
    else if (frame.type === "typing") this.writers.hear(frame);
    else if (frame.type === "status")
      this.hearStatus(metadata.state as ConversationState, Number(metadata.last_seq));
    else if (frame.type === "error") this.hearError(metadata);
  }

  private hearStatus(state: ConversationState, lastSeq: number): void {
    // The first word of a line: all up to this number is of the past.
    if (this.resumed) this.change({ announcedUpTo: Math.max(this.view.announcedUpTo, lastSeq) });
    this.resumed = false;
    this.change({ state, isLoading: this.view.isLoading && lastSeq > 0, error: null });
    this.queue.follow(this.kept.conversationId, state);
  }

  private hearError(metadata: Record<string, unknown>): void {
    const problem = problemFrom(Number(metadata.status), metadata);
    if (typeof metadata.id === "string") this.mark(metadata.id, { status: "failed", reason: problem.detail });
    else this.change({ error: problem, isLoading: false });
  }

  private take(items: ConversationEvent[], state: ConversationState): void {
    if (items.some(({ type, actor }) => type === "message" && actor.kind !== "customer")) this.writers.rest();
    this.events = mergeEvents(this.events, items);
    const read = viewAfter(this.view, this.events, items, state, this.resumed);
    if (read.outbox.length !== this.kept.outbox.length) this.keep({ outbox: read.outbox });
    this.change(read);
  }

  private settle(): void {
    this.resumed = false;
    this.change({ error: null, isLoading: false });
  }

  private mark(key: string, changes: Partial<OutgoingMessage>): void {
    this.keep({ outbox: this.kept.outbox.map((one) => (one.key === key ? { ...one, ...changes } : one)) });
  }

  private keep(changes: Partial<KeptChat>): void {
    this.kept = { ...this.kept, ...changes };
    this.storage.save(this.kept);
    this.change({ outbox: this.kept.outbox, seenSeq: this.kept.seenSeq, visitor: this.kept.visitor });
  }

  private change(changes: Partial<ChatView>): void {
    this.view = { ...this.view, ...changes };
    for (const listener of this.listeners) listener();
  }
}
