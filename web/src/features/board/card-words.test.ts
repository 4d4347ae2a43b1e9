import { describe, expect, it } from "vitest";
import type { CrmRecord, ObjectMeta } from "../../api/objects";
import { ageWords, companionOf, lateWords } from "./card-words";

const now = new Date("2026-11-21T12:00:00Z");

function age(days: number): string {
  return ageWords(new Date(now.getTime() - days * 86_400_000).toISOString(), now);
}

describe("ageWords", () => {
  it("takes the unit a person would", () => {
    expect([0.5, 1, 13, 14, 69, 100, 800].map(age)).toEqual([
      "new",
      "1 d",
      "13 d",
      "2 w",
      "9 w",
      "3 mo",
      "2 y",
    ]);
  });
});

const deals = {
  due_field: null,
  board: { field: "status", value: "value", final: ["won", "lost"] },
} as unknown as ObjectMeta;

function deal(values: Record<string, unknown>): CrmRecord {
  return { labels: {}, custom: {}, ...values } as unknown as CrmRecord;
}

describe("lateWords", () => {
  it("speaks of an open deal whose day is over", () => {
    expect(lateWords(deals, deal({ status: "lead", expected_close: "2026-11-20" }), now, "UTC")).toBe(
      "Due Yesterday",
    );
    expect(lateWords(deals, deal({ status: "lead", expected_close: "2026-11-21" }), now, "UTC")).toBeNull();
  });

  it("counts days where the workspace is", () => {
    const evening = new Date("2026-11-21T20:00:00Z");
    const due = deal({ status: "lead", expected_close: "2026-11-21" });
    expect(lateWords(deals, due, evening, "Asia/Kolkata")).toMatch(/^Due /);
    expect(lateWords(deals, due, evening, "UTC")).toBeNull();
  });

  it("does not speak of one that is won or has no day", () => {
    expect(lateWords(deals, deal({ status: "won", expected_close: "2026-01-01" }), now, "UTC")).toBeNull();
    expect(lateWords(deals, deal({ status: "lead", expected_close: null }), now, "UTC")).toBeNull();
  });
});

describe("companionOf", () => {
  it("names the contact before the company", () => {
    expect(companionOf(deal({ labels: { contact_id: "Asha Rao" }, company: "Rao & Co" }))).toBe("Asha Rao");
    expect(companionOf(deal({ company: "Rao & Co" }))).toBe("Rao & Co");
    expect(companionOf(deal({}))).toBeNull();
  });
});
