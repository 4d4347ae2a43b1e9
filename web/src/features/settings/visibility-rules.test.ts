import { describe, expect, it } from "vitest";
import type { RecordVisibility } from "../../api/visibility";
import { visibilityOf, withVisibility } from "./visibility-rules";

const rules: RecordVisibility[] = [
  { role: "agent", object: "leads", visibility: "own" },
  { role: "viewer", object: "leads", visibility: "own" },
];

describe("who sees what", () => {
  it("is everything where no rule says otherwise", () => {
    expect(visibilityOf(rules, "agent", "leads")).toBe("own");
    expect(visibilityOf(rules, "agent", "deals")).toBe("all");
  });

  it("is changed for one role and one object at a time", () => {
    const opened = withVisibility(rules, { role: "agent", object: "leads", visibility: "all" });
    expect(opened).toEqual([{ role: "viewer", object: "leads", visibility: "own" }]);
    const closed = withVisibility(opened, { role: "agent", object: "deals", visibility: "own" });
    expect(visibilityOf(closed, "agent", "deals")).toBe("own");
    expect(visibilityOf(closed, "viewer", "leads")).toBe("own");
  });
});
