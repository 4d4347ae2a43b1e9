/** The views and reasons of the inbox in words. */
import type { InboxCounts, ResolveReason } from "../../api/inbox-shapes";
import type { InboxView, ViewKey } from "../../api/inbox-view";

export const viewWords: Record<ViewKey, string> = {
  mine: "Mine",
  unassigned: "Unassigned",
  waiting: "Waiting",
  late: "Late",
  all: "All open",
  snoozed: "Snoozed",
  resolved: "Resolved",
};

export const emptyWords: Record<ViewKey, string> = {
  mine: "Conversations that you take or are given appear here.",
  unassigned: "Every open conversation has somebody.",
  waiting: "Nobody waits for a person.",
  late: "Nobody has waited longer than the answer target of their bot.",
  all: "As soon as a customer asks on a customer page or a widget, the conversation appears here.",
  snoozed: "A snoozed conversation sleeps here until its time, or until the customer writes.",
  resolved: "What was resolved can be read and reopened here.",
};

export const reasonWords: Record<ResolveReason, string> = {
  solved: "Solved",
  no_reply: "No reply from the customer",
  duplicate: "Duplicate",
  spam: "Spam",
  other: "Something else",
};

/** What the list shows, as its heading: "Waiting", "Label Refund", "Priority 8 and higher". */
export function titleOfView(view: InboxView, counts: InboxCounts | undefined): string {
  if (view.bot !== undefined) return counts?.bots.find(({ id }) => id === view.bot)?.name ?? "One bot";
  if (view.label !== undefined)
    return counts?.labels.find(({ id }) => id === view.label)?.name ?? "One label";
  if (view.sentiment !== undefined) return view.sentiment;
  if (view.priority !== undefined) return `Priority ${view.priority} and higher`;
  return viewWords[view.view ?? "all"];
}
