import { describe, expect, test } from "vitest";
import type { FieldMeta, FieldType } from "../../api/objects";
import { dateText, exactText, moneyText, valueText } from "./field-words";

const now = new Date("2026-11-18T09:00:00");

function field(type: FieldType, more: Partial<FieldMeta> = {}): FieldMeta {
  return { name: "thing", label: "Thing", type, choices: null, ...more } as FieldMeta;
}

describe("valueText", () => {
  test("empty values of every type are a dash", () => {
    expect([null, undefined, ""].map((value) => valueText(field("text"), value))).toEqual(["–", "–", "–"]);
    expect(valueText(field("list"), [])).toBe("–");
  });

  test("no and nought are values", () => {
    expect(valueText(field("boolean"), false)).toBe("No");
    expect(valueText(field("integer"), 0)).toBe("0");
  });

  test("choices are said by their label, unknown ones as they are written", () => {
    const choices = [{ value: "walk_in", label: "Walk in", colour: null }];
    expect(valueText(field("choice", { choices }), "walk_in")).toBe("Walk in");
    expect(valueText(field("list", { choices }), ["walk_in", "gone"])).toBe("Walk in, gone");
  });

  test("a relation is said by the record's label for it", () => {
    expect(valueText(field("relation"), 7, { labels: { thing: "Data science" } })).toBe("Data science");
    expect(valueText(field("relation"), 7)).toBe("#7");
  });

  test("percent and figures are grouped", () => {
    expect(valueText(field("percent"), 62.5)).toBe("62.5 %");
    expect(valueText(field("integer"), 12500)).toBe("12,500");
  });
});

describe("moneyText", () => {
  test("rupees are grouped as in India, others by thousands", () => {
    expect(moneyText(1250000, "INR")).toBe("₹12,50,000");
    expect(moneyText(1250000, "EUR")).toBe("€1,250,000");
  });

  test("fractions show two places, whole amounts none", () => {
    expect(moneyText(99.5, "USD")).toBe("$99.50");
    expect(moneyText(99, "USD")).toBe("$99");
  });

  test("without a currency it is a plain number", () => {
    expect(moneyText(1200, null)).toBe("1,200");
  });
});

describe("dates", () => {
  test("near days are named", () => {
    expect(["2026-11-17", "2026-11-18", "2026-11-19"].map((day) => dateText(day, now))).toEqual([
      "Yesterday",
      "Today",
      "Tomorrow",
    ]);
  });

  test("today is a day of the time zone", () => {
    const lateInLondon = new Date("2026-11-18T20:00:00Z");
    expect(dateText("2026-11-19", lateInLondon, "Asia/Kolkata")).toBe("Today");
    expect(dateText("2026-11-19", lateInLondon, "Europe/London")).toBe("Tomorrow");
  });

  test("other days carry weekday in this year and the year else", () => {
    expect(dateText("2026-12-01", now)).toBe("Tue 1 Dec");
    expect(dateText("2025-12-01", now)).toBe("1 Dec 2025");
  });

  test("the hover says the whole day", () => {
    expect(exactText(field("date"), "2026-12-01")).toBe("Tuesday 1 December 2026");
  });
});
