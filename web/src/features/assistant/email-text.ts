/** The parts of a mail that are edited and read, as text; pure. */

export interface EmailText {
  to_email: string;
  subject: string;
  body: string;
}

export function textOf(record: Record<string, unknown>): EmailText {
  const text = (name: string) => (typeof record[name] === "string" ? record[name] : "");
  return { to_email: text("to_email"), subject: text("subject"), body: text("body") };
}

/** The edits that are not in what was saved. */
export function withoutSaved(now: Partial<EmailText>, saved: Partial<EmailText>): Partial<EmailText> {
  return Object.fromEntries(
    Object.entries(now).filter(([name, value]) => saved[name as keyof EmailText] !== value),
  );
}
