import { describe, expect, it } from "vitest";
import { newIn } from "./sales-filters";
import { comparedWords, deedWords, weekWords } from "./sales-words";

describe("comparedWords", () => {
  it("says how much more or less", () => {
    expect(comparedWords(150, 100)).toBe("50% more than last month");
    expect(comparedWords(80, 100)).toBe("20% less than last month");
    expect(comparedWords(0, 100)).toBe("100% less than last month");
    expect(comparedWords(1000, 1001)).toBe("as much as last month");
  });

  it("does not compare with nothing", () => {
    expect(comparedWords(10, 0)).toBeNull();
  });
});

describe("weekWords", () => {
  it("is the first day of the week", () => {
    expect(weekWords("2026-11-16")).toBe("16 Nov");
  });
});

describe("newIn", () => {
  it("holds the seven days of the week, over the end of a month too", () => {
    expect(newIn("2026-11-30").filter).toEqual({
      field: "created_at",
      op: "between",
      value: ["2026-11-30", "2026-12-06"],
    });
  });
});

describe("deedWords", () => {
  it("speaks plainly, of deeds it does not know too", () => {
    expect(deedWords("updated")).toBe("changed");
    expect(deedWords("record.deleted")).toBe("deleted");
    expect(deedWords("sent_out")).toBe("sent out");
  });
});
