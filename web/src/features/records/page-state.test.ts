import { describe, expect, test } from "vitest";
import type { FieldMeta, ObjectMeta } from "../../api/objects";
import type { SavedView } from "../../api/record-shapes";
import { isChanged, pageState, searchFor, sortAfter, sortKeys, viewContent } from "./page-state";

const field = (name: string, more: Partial<FieldMeta> = {}) =>
  ({ name, retired: false, ...more }) as FieldMeta;
const meta = {
  name: "leads",
  fields: [field("name"), field("city"), field("value"), field("old", { retired: true })],
  list_columns: ["name", "city"],
  default_sort: "-id",
} as ObjectMeta;
const inPune = { field: "city", op: "eq" as const, value: "Pune" };
const view = {
  id: 3,
  query: { where: inPune, search: null, sort: "-value" },
  columns: ["name", "value"],
  layout: "table",
} as SavedView;

describe("pageState", () => {
  test("without anything it is the object's own choice", () => {
    expect(pageState(meta, {}, undefined)).toEqual({
      filter: undefined,
      search: "",
      sort: "-id",
      columns: ["name", "city"],
      layout: "table",
    });
  });

  test("the view says it, the address outdoes the view", () => {
    const state = pageState(meta, { view: 3, sort: "name" }, view);
    expect(state).toMatchObject({ filter: inPune, sort: "name", columns: ["name", "value"] });
  });

  test("an empty group in the address means no filter, also against the view", () => {
    expect(pageState(meta, { view: 3, filter: { and: [] } }, view).filter).toBeUndefined();
  });

  test("columns that do not exist or are retired are left out", () => {
    expect(pageState(meta, { columns: "value,gone,old" }, undefined).columns).toEqual(["value"]);
    expect(pageState(meta, { columns: "gone" }, undefined).columns).toEqual(["name", "city"]);
  });

  test("what is no filter counts as none", () => {
    expect(pageState(meta, { filter: { and: [{ wrong: 1 }] } as never }, undefined).filter).toBeUndefined();
  });
});

describe("searchFor", () => {
  const change = (now: object, changes: object, chosen?: SavedView) =>
    searchFor(meta, now, pageState(meta, now, chosen), changes, chosen);

  test("what is as usual is not in the address", () => {
    expect(change({ sort: "name" }, { sort: "-id" })).toEqual({});
    expect(change({}, { filter: inPune })).toEqual({ filter: inPune });
  });

  test("taking the view's filter away is spelled out and the view stays", () => {
    expect(change({ view: 3 }, { filter: undefined }, view)).toEqual({ view: 3, filter: { and: [] } });
  });

  test("going back to what the view says leaves the view alone", () => {
    expect(change({ view: 3, sort: "name" }, { sort: "-value" }, view)).toEqual({ view: 3 });
  });

  test("emptying the search of a view leaves the view and keeps the rest", () => {
    const searching = { ...view, query: { ...view.query, search: "asha" } };
    expect(change({ view: 3 }, { search: "" }, searching)).toEqual({
      filter: inPune,
      sort: "-value",
      columns: "name,value",
    });
  });

  test("from a view that is a board back to the table", () => {
    const board: SavedView = { ...view, layout: "board" };
    expect(change({ view: 3 }, { layout: "table" }, board)).toMatchObject({ filter: inPune, sort: "-value" });
  });
});

test("a view is changed only where it would be saved otherwise", () => {
  expect(isChanged(meta, pageState(meta, { view: 3 }, view), view)).toBe(false);
  expect(isChanged(meta, pageState(meta, { view: 3, sort: "city" }, view), view)).toBe(true);
  expect(viewContent(pageState(meta, { view: 3 }, view))).toEqual({
    query: { where: inPune, search: null, sort: "-value" },
    columns: ["name", "value"],
    layout: "table",
  });
});

describe("sorting", () => {
  test("reads keys with their direction", () => {
    expect(sortKeys("-value,name")).toEqual([
      { field: "value", direction: "desc" },
      { field: "name", direction: "asc" },
    ]);
  });

  test("a header goes up, down, and back to the usual order", () => {
    expect(sortAfter(meta, "-id", "city")).toBe("city");
    expect(sortAfter(meta, "city", "city")).toBe("-city");
    expect(sortAfter(meta, "-city", "city")).toBe("-id");
  });

  test("with Shift the other keys stay before it", () => {
    expect(sortAfter(meta, "city", "value", true)).toBe("city,value");
    expect(sortAfter(meta, "city,-value", "value", true)).toBe("city");
  });
});
