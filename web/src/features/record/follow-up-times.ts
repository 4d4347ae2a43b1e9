/** The times one follows up at, counted where the workspace is; pure, so that "now" can be given. */
import { momentAt, wallTime } from "../../design/fields/written-time";

export interface FollowUpTime {
  label: string;
  /** ISO 8601 in UTC. */
  at: string;
}

const morning = "09:00:00";
const hour = 60 * 60_000;

/** In two hours, tomorrow, Monday and in a week: the last three at nine in the morning. */
export function followUpTimes(now: Date, timeZone: string): FollowUpTime[] {
  const today = new Date(`${wallTime(now.toISOString(), timeZone).slice(0, 10)}T00:00:00Z`);
  const untilMonday = (8 - today.getUTCDay()) % 7 || 7;
  const atNine = (days: number) => momentAt(`${daysLater(today, days)} ${morning}`, timeZone);
  return [
    { label: "In 2 hours", at: new Date(now.getTime() + 2 * hour).toISOString() },
    { label: "Tomorrow 9:00", at: atNine(1) },
    { label: "Monday 9:00", at: atNine(untilMonday) },
    { label: "In a week", at: atNine(7) },
  ];
}

/** `day` is midnight UTC of a calendar day, so that no change of the clocks lies between. */
function daysLater(day: Date, days: number): string {
  return new Date(day.getTime() + days * 24 * hour).toISOString().slice(0, 10);
}
