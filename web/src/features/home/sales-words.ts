/** Words about the figures of sales; pure. */

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

/** "12% more than last month"; without a month to compare with, nothing. */
export function comparedWords(now: number, before: number): string | null {
  if (before === 0) return null;
  const change = (now - before) / before;
  if (Math.abs(change) < 0.005) return "as much as last month";
  return `${percent.format(Math.abs(change))} ${change > 0 ? "more" : "less"} than last month`;
}

const dayAndMonth = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** "16 Nov" for the first day of a week. */
export function weekWords(week: string): string {
  const day = new Date(`${week}T00:00:00Z`);
  return Number.isNaN(day.getTime()) ? week : dayAndMonth.format(day);
}

const known: Record<string, string> = {
  created: "created",
  updated: "changed",
  deleted: "deleted",
  restored: "restored",
  merged: "merged",
  undone: "took back a change of",
  purged: "removed for good",
  imported: "imported",
};

export function deedWords(action: string): string {
  const last = action.split(".").at(-1) ?? action;
  return known[last] ?? last.replaceAll("_", " ");
}
