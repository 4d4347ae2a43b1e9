/** Splits an answer at its source marks, so that "[2]" becomes a small numbered note. */

export type AnswerPart = { kind: "text"; text: string } | { kind: "note"; number: number };

const mark = /\s?\[(\d{1,2})\]/g;

/** Marks that name no given source stay as they were written. */
export function answerParts(text: string, sourceCount: number): AnswerPart[] {
  const parts: AnswerPart[] = [];
  let from = 0;
  for (const found of text.matchAll(mark)) {
    const number = Number(found[1]);
    if (number < 1 || number > sourceCount) continue;
    if (found.index > from) parts.push({ kind: "text", text: text.slice(from, found.index) });
    parts.push({ kind: "note", number });
    from = found.index + found[0].length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

export function withoutNotes(text: string, sourceCount: number): string {
  return answerParts(text, sourceCount)
    .map((part) => (part.kind === "text" ? part.text : ""))
    .join("");
}

/** How well a passage fits, in words and in figures. */
export function fitWords(score: number): string {
  const strength = score >= 0.75 ? "fits well" : score >= 0.5 ? "fits" : "fits loosely";
  return `${strength}, ${score.toFixed(2)}`;
}
