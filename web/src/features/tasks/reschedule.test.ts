import { describe, expect, it } from "vitest";
import { laterDays, onDay } from "./reschedule";

const kolkata = "Asia/Kolkata";

/** Saturday, 11:00 in Kolkata. */
const now = new Date("2026-11-21T05:30:00Z");

function days(due: string | null, weekStart = "monday", at = now) {
  return Object.fromEntries(laterDays(due, at, kolkata, weekStart).map((day) => [day.label, day.at]));
}

describe("laterDays", () => {
  it("keeps the hour the task had", () => {
    const later = days("2026-11-18T10:00:00Z");
    expect(later.Today).toBe("2026-11-21T10:00:00.000Z");
    expect(later.Tomorrow).toBe("2026-11-22T10:00:00.000Z");
    expect(later["Next week"]).toBe("2026-11-23T10:00:00.000Z");
  });

  it("does not put a task off to an hour of today that is over", () => {
    expect(days("2026-11-18T03:30:00Z").Today).toBe("2026-11-21T12:30:00.000Z");
    const lateEvening = new Date("2026-11-21T15:00:00Z");
    expect(days("2026-11-18T03:30:00Z", "monday", lateEvening).Today).toBe("2026-11-21T18:29:00.000Z");
  });

  it("gives nine in the morning to a task without a time", () => {
    expect(days(null).Tomorrow).toBe("2026-11-22T03:30:00.000Z");
  });

  it("knows on which day the week begins", () => {
    expect(days(null, "sunday")["Next week"]).toBe("2026-11-22T03:30:00.000Z");
    expect(days(null, "saturday")["Next week"]).toBe("2026-11-28T03:30:00.000Z");
  });
});

describe("onDay", () => {
  it("takes the day of the calendar and the hour of the task", () => {
    expect(onDay("2026-12-01", "2026-11-18T10:00:00Z", kolkata)).toBe("2026-12-01T10:00:00.000Z");
  });
});

describe("a change of the clocks", () => {
  it("does not move the hour", () => {
    const friday = new Date("2026-10-24T08:00:00Z");
    const days = laterDays("2026-10-20T07:00:00Z", friday, "Europe/Paris", "monday");
    expect(days.find(({ label }) => label === "Tomorrow")?.at).toBe("2026-10-25T08:00:00.000Z");
  });
});
