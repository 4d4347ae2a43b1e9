/** Reads the address of the inbox; what does not fit counts as not given. */
import { type InboxSearch, type InboxView, sentiments, viewKeys } from "../api/inbox-view";
import { text, wholeNumber } from "./search-parameters";

const longestSearch = 200;

export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  const priority = wholeNumber(search.priority);
  return {
    view: viewKeys.find((key) => key === search.view),
    bot: wholeNumber(search.bot),
    label: wholeNumber(search.label),
    sentiment: sentiments.find((sentiment) => sentiment === search.sentiment),
    priority: priority !== undefined && priority <= 10 ? priority : undefined,
    q: text(search.q)?.slice(0, longestSearch),
    details: typeof search.details === "boolean" ? search.details : undefined,
  };
}

/** What the list of conversations showed before there was an inbox. */
export function inboxOfBefore({ state, bot }: { state?: string; bot?: number }): InboxView {
  if (bot !== undefined) return { bot };
  return { view: state === "waiting" || state === "resolved" ? state : undefined };
}
