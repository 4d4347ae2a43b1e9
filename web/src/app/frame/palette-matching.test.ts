import { describe, expect, it } from "vitest";
import { matching } from "./palette-matching";

const commands = [
  { label: "Create a lead", keywords: ["new", "add"] },
  { label: "Leads" },
  { label: "Deals", keywords: ["opportunities"] },
  { label: "Café orders" },
];

function labels(words: string): string[] {
  return matching(commands, words).map(({ label }) => label);
}

describe("matching", () => {
  it("shows everything before anything is typed", () => {
    expect(labels("  ")).toHaveLength(commands.length);
  });

  it("puts a label that begins with the words before one that only holds them", () => {
    expect(labels("lead")).toEqual(["Leads", "Create a lead"]);
  });

  it("finds by keywords and by words in any order", () => {
    expect(labels("oppor")).toEqual(["Deals"]);
    expect(labels("lead new")).toEqual(["Create a lead"]);
  });

  it("does not mind case and accents", () => {
    expect(labels("CAFE")).toEqual(["Café orders"]);
  });

  it("does not find the middle of a word", () => {
    expect(labels("eals")).toEqual([]);
  });
});
