import { describe, expect, it } from "vitest";
import { followUpTimes } from "./follow-up-times";

function times(now: string, timeZone: string): Record<string, string> {
  return Object.fromEntries(followUpTimes(new Date(now), timeZone).map(({ label, at }) => [label, at]));
}

describe("times to follow up at", () => {
  it("counts days where the workspace is", () => {
    // 20:30 UTC on Saturday is already Sunday in Kolkata.
    expect(times("2026-11-21T20:30:00Z", "Asia/Kolkata")).toEqual({
      "In 2 hours": "2026-11-21T22:30:00.000Z",
      "Tomorrow 9:00": "2026-11-23T03:30:00.000Z",
      "Monday 9:00": "2026-11-23T03:30:00.000Z",
      "In a week": "2026-11-29T03:30:00.000Z",
    });
  });

  it("says nine o'clock on both sides of a clock change", () => {
    // Berlin goes back to winter time in the night to Sunday, 25 October 2026.
    expect(times("2026-10-24T10:00:00Z", "Europe/Berlin")["Tomorrow 9:00"]).toBe("2026-10-25T08:00:00.000Z");
    expect(times("2026-03-28T10:00:00Z", "Europe/Berlin")["Tomorrow 9:00"]).toBe("2026-03-29T07:00:00.000Z");
  });

  it("means the next Monday, on a Monday too", () => {
    expect(times("2026-11-23T08:00:00Z", "UTC")["Monday 9:00"]).toBe("2026-11-30T09:00:00.000Z");
    expect(times("2026-11-24T08:00:00Z", "UTC")["Monday 9:00"]).toBe("2026-11-30T09:00:00.000Z");
  });
});
