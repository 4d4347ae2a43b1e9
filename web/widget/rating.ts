/** Thumbs under an answer, with a comment for who wants to say why. */
import type { MessageEntry, Thumb } from "../src/api/conversation-log";
import type { LiveChat } from "../src/api/customer-chat/live-chat";
import { asProblem } from "../src/api/problem";
import { h, icon, replace, setAttribute } from "./dom";

export class Rating {
  readonly element = h("div", { class: "rating" });
  private readonly beside = h("span");
  private readonly thumbs: Record<Thumb, HTMLButtonElement>;

  constructor(
    private readonly chat: LiveChat,
    private readonly message: MessageEntry,
  ) {
    this.thumbs = { up: this.thumb("up", "Helpful"), down: this.thumb("down", "Not helpful") };
    this.element.append(this.thumbs.up, this.thumbs.down, this.beside);
    this.show(message.thumb);
  }

  show(thumb: Thumb | null): void {
    for (const value of ["up", "down"] as const) {
      setAttribute(this.thumbs[value], "aria-pressed", String(thumb === value));
    }
  }

  private thumb(value: Thumb, words: string): HTMLButtonElement {
    const click = () => void this.rate(value, "");
    return h(
      "button",
      { type: "button", class: "thumb", "aria-label": words, title: words, click },
      icon(value),
    );
  }

  private async rate(value: Thumb, comment: string): Promise<void> {
    this.show(value);
    try {
      await this.chat.rate(this.message.seq, value, comment);
      if (comment) replace(this.beside, h("span", { role: "status" }, "Thank you."));
      else this.askWhy(value);
    } catch (error) {
      this.show(this.message.thumb);
      replace(this.beside, h("span", { role: "alert" }, asProblem(error).detail));
    }
  }

  private askWhy(value: Thumb): void {
    const placeholder = value === "down" ? "What was missing? (optional)" : "Anything to add? (optional)";
    const field = h("input", { maxlength: 2000, "aria-label": "Comment on this answer", placeholder });
    const submit = (event: Event) => {
      event.preventDefault();
      if (field.value.trim()) void this.rate(value, field.value.trim());
      else replace(this.beside);
    };
    replace(this.beside, h("form", { submit }, field, h("button", { class: "plain" }, "Send")));
  }
}
