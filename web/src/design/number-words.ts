/** Figures as text; an empty value is a dash. */

const whole = new Intl.NumberFormat("en-GB");
const share = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

export function countWords(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : whole.format(value);
}

export function shareWords(value: number | null | undefined): string {
  return value === null || value === undefined ? "–" : share.format(value);
}

/** "1 passage", "12 passages". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${whole.format(value)} ${value === 1 ? one : many}`;
}

export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
