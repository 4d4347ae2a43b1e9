/** What of the inbox is shown: what stands in the address, and what the server is asked for it. */

export const viewKeys = ["mine", "unassigned", "waiting", "late", "all", "snoozed", "resolved"] as const;
export type ViewKey = (typeof viewKeys)[number];

export const sentiments = ["Positive", "Neutral", "Negative", "Angry"] as const;
export type SentimentName = (typeof sentiments)[number];

export interface InboxView {
  view?: ViewKey;
  bot?: number;
  label?: number;
  sentiment?: SentimentName;
  /** This priority and higher. */
  priority?: number;
  q?: string;
}

/** The address of the inbox: a view, and whether the details stand beside the conversation (left out: as there is room). */
export interface InboxSearch extends InboxView {
  details?: boolean;
}

export function listParameters({ view = "all", bot, label, sentiment, priority, q }: InboxView) {
  return { view, bot_id: bot, label, sentiment, min_priority: priority, q: q?.trim() || undefined };
}

/** A choice on the left takes the place of the one before; the words that are looked for stay. */
export function choosing(choice: InboxView, { q }: InboxView): InboxView {
  return { q, ...choice };
}

export function isSameView(first: InboxView, second: InboxView): boolean {
  const names = ["bot", "label", "sentiment", "priority"] as const;
  return (
    (first.view ?? "all") === (second.view ?? "all") && names.every((name) => first[name] === second[name])
  );
}
