import { expect, it } from "vitest";
import { counted, countWords, shareWords, sizeWords } from "./number-words";

it("writes figures with thousands, shares as percent, nothing as a dash", () => {
  expect(countWords(1284)).toBe("1,284");
  expect(countWords(null)).toBe("–");
  expect(shareWords(0.068)).toBe("7%");
  expect(shareWords(undefined)).toBe("–");
});

it("counts one and many", () => {
  expect(counted(1, "passage")).toBe("1 passage");
  expect(counted(0, "entry", "entries")).toBe("0 entries");
  expect(counted(1200, "entry", "entries")).toBe("1,200 entries");
});

it("says sizes in the unit that fits", () => {
  expect([512, 14_200, 3_400_000].map(sizeWords)).toEqual(["512 B", "14 kB", "3.4 MB"]);
});
