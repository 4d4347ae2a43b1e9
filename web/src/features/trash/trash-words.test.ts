import { describe, expect, it } from "vitest";
import type { ObjectMeta } from "../../api/objects";
import type { TrashItem } from "../../api/trash";
import { byObject, itemsWords } from "./trash-words";

const objects = [
  { name: "leads", label: "Lead", label_plural: "Leads" },
  { name: "activities", label: "Activity", label_plural: "Activities" },
  { name: "deals", label: "Deal", label_plural: "Deals" },
] as ObjectMeta[];

function item(object: string, id: number, title = `${object} ${id}`): TrashItem {
  return { object, id, title, deleted_at: "2026-11-21T10:00:00Z", deleted_by: null, purged_on: null };
}

describe("what lies in the trash", () => {
  it("is named where it is one", () => {
    expect(itemsWords([item("leads", 1, "Jane Doe")], objects)).toBe("Jane Doe");
  });

  it("is counted by its kind where it is several", () => {
    expect(itemsWords([item("leads", 1), item("leads", 2), item("activities", 1)], objects)).toBe(
      "2 leads and 1 activity",
    );
    expect(itemsWords([item("activities", 1), item("activities", 2)], objects)).toBe("2 activities");
    expect(itemsWords([item("leads", 1), item("deals", 1), item("activities", 1)], objects)).toBe(
      "3 records",
    );
  });

  it("is grouped by object for the requests", () => {
    const groups = byObject([item("leads", 1), item("deals", 1), item("leads", 2)]);
    expect([...groups]).toEqual([
      ["leads", [1, 2]],
      ["deals", [1]],
    ]);
  });
});
