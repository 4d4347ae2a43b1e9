/** Times as people say them, in the workspace's time zone; pure, so that "now" can be given. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** "just now", "12 min ago", "in 2 h", "Tue 14:00", "3 Mar", "3 Mar 2024". */
export function timeWords(value: string | null | undefined, now: Date, timeZone?: string): string {
  const at = parsed(value);
  if (at === null) return "–";
  const distance = at.getTime() - now.getTime();
  if (Math.abs(distance) < minute) return "just now";
  if (Math.abs(distance) < hour) return near(distance, Math.round(Math.abs(distance) / minute), "min");
  if (Math.abs(distance) < 12 * hour) return near(distance, Math.round(Math.abs(distance) / hour), "h");
  if (Math.abs(distance) < 6 * day) return formatted(at, { weekday: "short", ...clock }, timeZone);
  const sameYear = calendarYear(at, timeZone) === calendarYear(now, timeZone);
  return formatted(
    at,
    { day: "numeric", month: "short", ...(sameYear ? {} : { year: "numeric" }) },
    timeZone,
  );
}

/** The exact time, for the hover: "Tuesday, 3 March 2026 at 14:00:05". */
export function exactTime(value: string | null | undefined, timeZone?: string): string {
  const at = parsed(value);
  return at === null ? "" : formatted(at, { dateStyle: "full", timeStyle: "medium" }, timeZone);
}

export function clockTime(value: string | null | undefined, timeZone?: string): string {
  const at = parsed(value);
  return at === null ? "–" : formatted(at, clock, timeZone);
}

/** "12 ms", "1.4 s", "2 min": a duration a person can weigh. */
export function durationWords(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return "–";
  if (milliseconds < 1000)
    return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
  if (milliseconds < minute) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.round(milliseconds / minute)} min`;
}

const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

function near(distance: number, count: number, unit: string): string {
  return distance < 0 ? `${count} ${unit} ago` : `in ${count} ${unit}`;
}

function calendarYear(at: Date, timeZone?: string): string {
  return formatted(at, { year: "numeric" }, timeZone);
}

function formatted(at: Date, options: Intl.DateTimeFormatOptions, timeZone?: string): string {
  const written = new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(at);
  return options.weekday === "short" ? written.replace(",", "") : written;
}

function parsed(value: string | null | undefined): Date | null {
  if (!value) return null;
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? null : at;
}
