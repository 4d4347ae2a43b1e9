/** Business hours in a form: every day with its spans, none where it is closed; pure. */
import type { Bot } from "../../api/types";

export const days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Day = (typeof days)[number];

export interface Span {
  opens: string;
  closes: string;
}

export interface OpeningHours {
  time_zone: string;
  week: Record<Day, Span[]>;
  holidays: { date: string; name: string }[];
}

export const dayWords: Record<Day, string> = {
  monday: "Monday",
  tuesday: "Tuesday",
  wednesday: "Wednesday",
  thursday: "Thursday",
  friday: "Friday",
  saturday: "Saturday",
  sunday: "Sunday",
};

export function openingHoursOf(hours: Bot["hours"]): OpeningHours | null {
  if (hours === null) return null;
  const week = Object.fromEntries(days.map((day) => [day, hours.week[day] ?? []])) as Record<Day, Span[]>;
  return {
    time_zone: hours.time_zone,
    week,
    holidays: hours.holidays.map(({ date, name }) => ({ date, name: name ?? "" })),
  };
}

/** Where a bot gets its first hours: an office's. */
export function officeHours(timeZone: string): OpeningHours {
  const isWorkday = (day: Day) => day !== "saturday" && day !== "sunday";
  const week = Object.fromEntries(
    days.map((day) => [day, isWorkday(day) ? [{ opens: "09:00", closes: "17:00" }] : []]),
  );
  return { time_zone: timeZone, week: week as Record<Day, Span[]>, holidays: [] };
}

const clock = /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** What is wrong with the spans of one day, null where nothing is. */
export function spansFault(spans: readonly Span[]): string | null {
  for (const [index, { opens, closes }] of spans.entries()) {
    if (!clock.test(opens) || !clock.test(closes)) return "Write times such as 09:00, at most 24:00";
    if (opens >= closes) return "It must close after it opens; write a span over midnight as two";
    const before = spans[index - 1];
    if (before && before.closes > opens) return "The spans of a day must follow each other";
  }
  return null;
}

export function hoursFault(hours: OpeningHours | null): string | null {
  if (hours === null) return null;
  for (const day of days) {
    const fault = spansFault(hours.week[day]);
    if (fault) return `${dayWords[day]}: ${fault}`;
  }
  const isDated = hours.holidays.every(({ date }) => /^\d{4}-\d{2}-\d{2}$/.test(date));
  return isDated ? null : "Give each holiday its day";
}
