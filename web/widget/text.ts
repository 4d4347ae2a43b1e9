/** Texts of a conversation as nodes: addresses become links, source marks become small buttons. */
import type { CitedPassage } from "../src/api/types";
import { linkedParts } from "../src/design/links";
import { answerParts } from "../src/design/source-notes";
import { type Child, h } from "./dom";

export type OpenSource = (source: CitedPassage, from: HTMLElement) => void;

export function linked(text: string): Child[] {
  return linkedParts(text).map((part) =>
    part.kind === "text"
      ? part.text
      : h("a", { href: part.address, target: "_blank", rel: "noopener noreferrer nofollow" }, part.text),
  );
}

export function answerText(text: string, sources: CitedPassage[], onOpen: OpenSource): Child[] {
  return answerParts(text, sources.length).flatMap((part) => {
    if (part.kind === "text") return linked(part.text);
    const source = sources[part.number - 1];
    return source ? [sourceNote(part.number, source, onOpen)] : [];
  });
}

export function sourceNote(number: number, source: CitedPassage, onOpen: OpenSource): HTMLElement {
  const note = h(
    "button",
    { type: "button", class: "note", "aria-label": `Source ${number}: ${source.title}` },
    String(number),
  );
  note.addEventListener("click", () => onOpen(source, note));
  return note;
}
