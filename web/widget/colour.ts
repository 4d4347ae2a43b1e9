/** The bot's colour, and what can be read on it. */

const ink = "#101616";
const paper = "#ffffff";

/** The accent as it was given, null for what is no colour. */
export function checkedColour(text: string | null | undefined): string | null {
  return text && /^#[0-9a-f]{6}$/i.test(text) ? text : null;
}

/** White or black, whichever stands out more (WCAG contrast). */
export function readableOn(colour: string): string {
  const on = luminance(colour);
  return 1.05 / (on + 0.05) >= (on + 0.05) / (luminance(ink) + 0.05) ? paper : ink;
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const share = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
