/** Until when a conversation can sleep, in the workspace's time zone; pure. */
import { momentAt, wallTime } from "../../design/fields/written-time";

export interface SnoozeChoice {
  label: string;
  until: string;
}

const hour = 60 * 60_000;
const morning = "09:00:00";
const evening = 17;

export function snoozeChoices(now: Date, timeZone: string): SnoozeChoice[] {
  const wall = wallTime(now.toISOString(), timeZone);
  const today = wall.slice(0, 10);
  const clock = Number(wall.slice(11, 13));
  const at = (day: string, time: string) => momentAt(`${day} ${time}`, timeZone);
  const choices = [
    { label: "In 1 hour", until: new Date(now.getTime() + hour).toISOString() },
    { label: "In 3 hours", until: new Date(now.getTime() + 3 * hour).toISOString() },
  ];
  if (clock < evening - 3) choices.push({ label: "This evening, 17:00", until: at(today, "17:00:00") });
  choices.push({ label: "Tomorrow, 9:00", until: at(daysAfter(today, 1), morning) });
  choices.push({ label: "Next Monday, 9:00", until: at(daysAfter(today, daysToMonday(today)), morning) });
  return choices;
}

function daysAfter(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function daysToMonday(day: string): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return (8 - weekday) % 7 || 7;
}
