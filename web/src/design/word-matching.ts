/** Words as they are compared: without case, without accents. */

export function folded(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
}

/** True where `beginning` begins any word of `text`; both must be folded. */
export function startsAWord(text: string, beginning: string): boolean {
  return ` ${text}`.includes(` ${beginning}`);
}
