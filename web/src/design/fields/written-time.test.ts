import { describe, expect, test } from "vitest";
import { momentAt, readWritten, wallTime } from "./written-time";

describe("wall clock and moment", () => {
  test("follow the time zone", () => {
    expect(wallTime("2026-11-21T08:30:00Z", "Asia/Kolkata")).toBe("2026-11-21 14:00:00");
    expect(momentAt("2026-11-21 14:00:00", "Asia/Kolkata")).toBe("2026-11-21T08:30:00.000Z");
  });

  test("come back to the same moment around a change of the clocks", () => {
    for (const moment of [
      "2026-03-29T00:30:00.000Z",
      "2026-03-29T01:30:00.000Z",
      "2026-10-25T02:30:00.000Z",
    ]) {
      expect(momentAt(wallTime(moment, "Europe/Berlin"), "Europe/Berlin")).toBe(moment);
    }
  });
});

describe("readWritten", () => {
  const today = "2026-11-18";
  const read = (text: string, order = "dmy") => readWritten(text, order, today);

  test("reads a day in the workspace's order", () => {
    expect(read("12/03/2026")).toBe("2026-03-12");
    expect(read("12/03/2026", "mdy")).toBe("2026-12-03");
    expect(read("2026-03-12", "ymd")).toBe("2026-03-12");
    expect(read("2026-03-12")).toBe("2026-03-12");
  });

  test("takes this year and century where they are left out", () => {
    expect(read("12.3")).toBe("2026-03-12");
    expect(read("12.3.27")).toBe("2027-03-12");
  });

  test("knows today, tomorrow and a time of day", () => {
    expect(read("tomorrow")).toBe("2026-11-19");
    expect(read("tomorrow 9:30")).toBe("2026-11-19 09:30:00");
    expect(read("today 4:05 pm")).toBe("2026-11-18 16:05:00");
    expect(read("12/03/2026 16:00")).toBe("2026-03-12 16:00:00");
  });

  test("refuses what is no day", () => {
    expect(read("31/02/2026")).toBeNull();
    expect(read("soon")).toBeNull();
    expect(read("12/03/2026 16:75")).toBeNull();
  });
});
