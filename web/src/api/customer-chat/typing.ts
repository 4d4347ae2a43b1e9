/** Tells that the customer writes: at once, then now and then while it goes on, and when it stops. */
const every = 2000;

export class Typing {
  private toldAt = 0;

  constructor(private readonly tell: (content: "on" | "off") => boolean) {}

  turn(isWriting: boolean): void {
    const now = Date.now();
    const isKnown = isWriting ? now - this.toldAt < every : this.toldAt === 0;
    if (!isKnown && this.tell(isWriting ? "on" : "off")) this.toldAt = isWriting ? now : 0;
  }
}
