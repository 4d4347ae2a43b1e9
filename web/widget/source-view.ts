/** The passage behind a note, over the chat; closing it gives the focus back to the note. */
import type { CitedPassage } from "../src/api/types";
import { h, icon, replace } from "./dom";
import { linked } from "./text";

export class SourceView {
  readonly element = h("section", { class: "over", role: "dialog", "aria-label": "Source", hidden: true });
  private from: HTMLElement | null = null;

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  readonly open = (source: CitedPassage, from: HTMLElement): void => {
    this.from = from;
    const close = h(
      "button",
      { type: "button", class: "tool", "aria-label": "Close the source", click: () => this.close() },
      icon("back"),
    );
    const page = source.page ? `, page ${source.page}` : "";
    replace(
      this.element,
      h("div", { class: "head" }, close, h("h3", {}, source.title)),
      h(
        "div",
        { class: "passage", tabindex: 0 },
        h("p", { class: "said" }, ...linked(source.content)),
        h("p", { class: "by" }, `From ${source.source}${page}`),
      ),
    );
    this.element.hidden = false;
    close.focus();
  };

  readonly close = (): void => {
    this.element.hidden = true;
    this.from?.focus();
  };
}
