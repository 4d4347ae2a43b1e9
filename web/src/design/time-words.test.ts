import { describe, expect, it } from "vitest";
import { clockTime, durationWords, exactTime, timeWords } from "./time-words";

const now = new Date("2026-03-10T12:00:00Z");

describe("timeWords", () => {
  it.each([
    ["2026-03-10T11:59:30Z", "just now"],
    ["2026-03-10T11:48:00Z", "12 min ago"],
    ["2026-03-10T14:00:00Z", "in 2 h"],
    ["2026-03-10T09:00:00Z", "3 h ago"],
    ["2026-03-08T14:00:00Z", "Sun 14:00"],
    ["2026-01-03T14:00:00Z", "3 Jan"],
    ["2024-03-03T14:00:00Z", "3 Mar 2024"],
  ])("says %s as %s", (value, words) => {
    expect(timeWords(value, now, "UTC")).toBe(words);
  });

  it("shows an empty or broken time as a dash", () => {
    expect(timeWords(null, now)).toBe("–");
    expect(timeWords("soon", now)).toBe("–");
  });

  it("reads the clock in the workspace's time zone", () => {
    expect(timeWords("2026-03-08T23:30:00Z", now, "Asia/Kolkata")).toBe("Mon 05:00");
    expect(clockTime("2026-03-08T23:30:00Z", "America/New_York")).toBe("19:30");
  });

  it("has the exact time for the hover", () => {
    expect(exactTime("2026-03-10T12:00:05Z", "Europe/Paris")).toContain("13:00:05");
    expect(exactTime(null)).toBe("");
  });
});

describe("durationWords", () => {
  it.each([
    [8.42, "8.4 ms"],
    [312, "312 ms"],
    [1400, "1.4 s"],
    [120_000, "2 min"],
    [null, "–"],
  ])("says %s as %s", (milliseconds, words) => {
    expect(durationWords(milliseconds)).toBe(words);
  });
});
