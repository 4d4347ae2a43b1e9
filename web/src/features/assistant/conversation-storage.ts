/** What of the assistant outlives a reload, in this tab of the browser: words not yet sent, and where one was. */

const draftPrefix = "frontdesk.assistant.draft.";
const lastSession = "frontdesk.assistant.session";

/** A draft belongs to the place where it is written: the page or the panel. */
export function keptDraft(place: string): string {
  return sessionStorage.getItem(draftPrefix + place) ?? "";
}

export function keepDraft(place: string, text: string): void {
  const key = draftPrefix + place;
  if (text === "") sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, text);
}

/** The conversation that was last spoken in, so that the panel goes on where the page was left. */
export function keptSession(): string | undefined {
  return sessionStorage.getItem(lastSession) ?? undefined;
}

export function keepSession(session: string | undefined): void {
  if (session === undefined) sessionStorage.removeItem(lastSession);
  else sessionStorage.setItem(lastSession, session);
}
