import { expect, it } from "vitest";
import { ownPath, text, wholeNumber } from "./search-parameters";

it("takes what fits and ignores the rest of an address", () => {
  expect(wholeNumber("12")).toBe(12);
  expect([0, -3, 1.5, "", "x", null].map(wholeNumber)).toEqual(Array(6).fill(undefined));
  expect(text(2026)).toBe("2026");
  expect(text("  ")).toBeUndefined();
});

it("goes back only to a path of this app", () => {
  expect(ownPath("/bots/3?tab=1")).toBe("/bots/3?tab=1");
  expect(
    ["//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", 5].map(ownPath),
  ).toEqual(Array(4).fill(undefined));
});
