/** Days and times between what a person types or picks, the wall clock of the workspace, and ISO 8601; pure. */

export type DateOrder = "dmy" | "mdy" | "ymd";

const pattern: Record<DateOrder, string> = { dmy: "DD/MM/YYYY", mdy: "MM/DD/YYYY", ymd: "YYYY-MM-DD" };

/** The form in which a day is written in an input: "DD/MM/YYYY". */
export function dayPattern(order: string): string {
  return pattern[order as DateOrder] ?? pattern.dmy;
}

/** The wall clock at a moment, in a time zone: "2026-11-21 14:00:00". */
export function wallTime(moment: string, timeZone: string): string {
  const at = new Date(moment);
  if (Number.isNaN(at.getTime())) return "";
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-GB", {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZone,
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:${parts.second}`;
}

/** The moment at which a time zone's clocks show this: "2026-11-21T08:30:00.000Z". */
export function momentAt(wall: string, timeZone: string): string {
  const asUtc = new Date(`${wall.replace(" ", "T")}Z`).getTime();
  let guess = asUtc;
  // Twice, because the first guess may stand on the other side of a change of the clocks.
  for (let round = 0; round < 2; round += 1) {
    const shown = wallTime(new Date(guess).toISOString(), timeZone);
    guess += asUtc - new Date(`${shown.replace(" ", "T")}Z`).getTime();
  }
  return new Date(guess).toISOString();
}

const dayWords: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1 };

/** What a person typed, as "2026-11-21" or "2026-11-21 14:00:00"; null where it is no day. `today` is "2026-11-20". */
export function readWritten(text: string, order: string, today: string): string | null {
  const words = text.trim().toLowerCase();
  const clock = /(?:^|[\sT,]+)(\d{1,2})[:.](\d{2})(?::\d{2})?\s*(am|pm)?$/.exec(words);
  const day = readDay(clock === null ? words : words.slice(0, clock.index), order, today);
  if (day === null || clock === null) return day;
  const hour = (Number(clock[1]) % (clock[3] ? 12 : 24)) + (clock[3] === "pm" ? 12 : 0);
  return Number(clock[2]) > 59 ? null : `${day} ${padded(hour)}:${clock[2]}:00`;
}

function readDay(text: string, order: string, today: string): string | null {
  const words = text.trim();
  const distance = words === "" ? 0 : dayWords[words];
  if (distance !== undefined) return shifted(today, distance);
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(words);
  if (iso) return checked(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numbers = words.split(/[./\-\s]+/).map(Number);
  if (numbers.some(Number.isNaN) || numbers.length < 2 || numbers.length > 3) return null;
  return ordered(numbers, order, Number(today.slice(0, 4)));
}

function ordered(numbers: number[], order: string, thisYear: number): string | null {
  const [first = 0, second = 0, third] = numbers;
  if (order === "ymd" && third !== undefined) return checked(first, second, third);
  const year = third === undefined ? thisYear : third < 100 ? third + 2000 : third;
  return order === "mdy" ? checked(year, first, second) : checked(year, second, first);
}

function checked(year: number, month: number, day: number): string | null {
  const at = new Date(Date.UTC(year, month - 1, day));
  const isPossible =
    at.getUTCMonth() === month - 1 && at.getUTCDate() === day && year >= 1900 && year <= 2200;
  return isPossible ? at.toISOString().slice(0, 10) : null;
}

function shifted(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}
