/** Who writes at the moment; one who says no more of it for a while has stopped. */
import type { LiveFrame } from "../live";
import type { Writer } from "./chat-view";

const restAfter = { bot: 40_000, staff: 8000 };

export class WriterWatch {
  private timer: number | undefined;

  constructor(private readonly tell: (writer: Writer | null) => void) {}

  hear(frame: LiveFrame): void {
    this.rest();
    if (frame.content !== "on") return;
    const writer = frame.metadata.actor as Writer;
    this.tell(writer);
    this.timer = window.setTimeout(() => this.rest(), restAfter[writer.kind]);
  }

  rest(): void {
    window.clearTimeout(this.timer);
    this.tell(null);
  }
}
