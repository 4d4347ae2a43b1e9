/** Named periods as people say them; pure. */

export const namedPeriods = [
  "today",
  "yesterday",
  "tomorrow",
  "this_week",
  "last_week",
  "next_week",
  "this_month",
  "last_month",
  "next_month",
  "this_quarter",
  "this_year",
  "last_year",
  "overdue",
] as const;

const countedPeriod = /^(last|next)_(\d{1,4})_days$/;

export interface CountedPeriod {
  direction: "last" | "next";
  days: number;
}

export function countedDays(period: string): CountedPeriod | null {
  const found = countedPeriod.exec(period);
  return found === null ? null : { direction: found[1] === "last" ? "last" : "next", days: Number(found[2]) };
}

/** "this month", "in the next 7 days": fit to stand after "is". */
export function periodWords(period: string): string {
  const counted = countedDays(period);
  if (counted === null) return period.replaceAll("_", " ");
  return `in the ${counted.direction} ${counted.days} days`;
}
