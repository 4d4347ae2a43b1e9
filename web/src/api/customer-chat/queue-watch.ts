/** While a customer waits for a person: how many are before them, asked now and then. */
import type { ConversationState } from "../types";
import type { DeskCalls, Queue } from "./desk-calls";

const every = 30_000;

export class QueueWatch {
  private timer: number | undefined;

  constructor(
    private readonly calls: DeskCalls,
    private readonly tell: (queue: Queue | null) => void,
  ) {}

  follow(reference: string | null, state: ConversationState): void {
    window.clearTimeout(this.timer);
    if (state === "waiting" && reference !== null) this.ask(reference);
    else this.tell(null);
  }

  stop(): void {
    window.clearTimeout(this.timer);
  }

  private ask(reference: string): void {
    // Who cannot be told their place waits all the same.
    this.calls.waiting(reference).then(this.tell, () => undefined);
    this.timer = window.setTimeout(() => this.ask(reference), every);
  }
}
