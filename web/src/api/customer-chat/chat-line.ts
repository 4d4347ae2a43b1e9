/** The way between a customer and the desk: a socket, and asking again and again where sockets do not get through. */
import { type Line, type LineState, type LiveFrame, openConversationLine } from "../live";
import type { DeskCalls } from "./desk-calls";

const patience = 4000;
const pollEvery = 3000;

interface ChatLineWishes {
  calls: DeskCalls;
  reference: string;
  after: () => number;
  onFrame: (frame: LiveFrame) => void;
  onState: (state: LineState) => void;
  /** Reads the log past the socket. */
  poll: () => Promise<void>;
}

export class ChatLine {
  private readonly line: Line;
  private timer: number | undefined;
  state: LineState = "connecting";
  /** True once the socket has kept its customer waiting: messages go by themselves then. */
  isPolling = false;

  constructor(private readonly wishes: ChatLineWishes) {
    const { calls, reference, after, onFrame } = wishes;
    this.line = openConversationLine({
      reference,
      after,
      onFrame,
      base: calls.desk.base,
      token: calls.desk.token,
      onState: (state) => this.turn(state),
    });
    // A line that is never even refused must not leave the page silent.
    this.wait(patience);
  }

  /** False where it must go another way. */
  send(frame: { type: "message" | "typing"; content: string; id?: string }): boolean {
    return this.state === "open" && this.line.send(frame);
  }

  close(): void {
    window.clearTimeout(this.timer);
    this.line.close();
  }

  private turn(state: LineState): void {
    if (state === "open" || state === "ended") this.stopPolling();
    else if (this.state === "open") this.wait(patience);
    this.state = state;
    this.wishes.onState(state);
  }

  private stopPolling(): void {
    window.clearTimeout(this.timer);
    this.timer = undefined;
    this.isPolling = false;
  }

  private wait(time: number): void {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.poll(), time);
  }

  private async poll(): Promise<void> {
    this.isPolling = true;
    await this.wishes.poll();
    if (this.isPolling) this.wait(pollEvery);
  }
}
