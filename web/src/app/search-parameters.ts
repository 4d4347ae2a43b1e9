/** Reads what stands in the address; what does not fit counts as not given. */

export function wholeNumber(value: unknown): number | undefined {
  const number = Number(value);
  return value !== "" && Number.isInteger(number) && number > 0 ? number : undefined;
}

export function text(value: unknown): string | undefined {
  const written = typeof value === "number" ? String(value) : value;
  return typeof written === "string" && written.trim() !== "" ? written : undefined;
}

/** Only a path of this app is a way back; another site's address is not. */
export function ownPath(value: unknown): string | undefined {
  return typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : undefined;
}

/** "leads:12": an object and the id of one of its records. */
export function recordReference(value: unknown): string | undefined {
  return typeof value === "string" && /^[A-Za-z_]+:\d+$/.test(value) ? value : undefined;
}
