/** The days to which a task is put off with one click; it keeps its hour. Pure, so that "now" can be given. */
import { momentAt, wallTime } from "../../design/fields/written-time";

export interface LaterDay {
  label: string;
  /** ISO 8601 in UTC. */
  at: string;
}

const morning = "09:00:00";
const evening = "18:00:00";
const lastMinute = "23:59:00";

/** Today, tomorrow and the first day of the next week, at the hour that it had; without one, at nine. */
export function laterDays(due: string | null, now: Date, timeZone: string, weekStart: string): LaterDay[] {
  const today = wallTime(now.toISOString(), timeZone).slice(0, 10);
  return [
    { label: "Today", at: laterToday(today, clockOf(due, timeZone), now, timeZone) },
    { label: "Tomorrow", at: onDay(daysLater(today, 1), due, timeZone) },
    { label: "Next week", at: onDay(nextWeek(today, weekStart), due, timeZone) },
  ];
}

/** A day ("2026-11-21") at the hour that the task had. */
export function onDay(day: string, due: string | null, timeZone: string): string {
  return momentAt(`${day} ${clockOf(due, timeZone)}`, timeZone);
}

function clockOf(due: string | null, timeZone: string): string {
  return due === null ? morning : wallTime(due, timeZone).slice(11);
}

/** Its hour where that is still to come, else the evening, else the last minute of the day. */
function laterToday(today: string, clock: string, now: Date, timeZone: string): string {
  const candidates = [clock, evening].map((at) => momentAt(`${today} ${at}`, timeZone));
  return candidates.find((at) => new Date(at) > now) ?? momentAt(`${today} ${lastMinute}`, timeZone);
}

const firstWeekday: Record<string, number> = { sunday: 0, monday: 1, saturday: 6 };

function nextWeek(today: string, weekStart: string): string {
  const first = firstWeekday[weekStart] ?? 1;
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return daysLater(today, (first - weekday + 7) % 7 || 7);
}

function daysLater(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
