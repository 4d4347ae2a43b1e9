import { describe, expect, it } from "vitest";
import type { FieldMeta, ObjectMeta } from "../../api/objects";
import { asksForFigures, columnsFor, groupingWords, listOf, orderWords } from "./query-words";

const field = (name: string, type: FieldMeta["type"]) =>
  ({ name, label: name[0]?.toUpperCase() + name.slice(1), type, retired: false }) as FieldMeta;
const leads = {
  name: "leads",
  title_fields: ["name"],
  list_columns: ["name", "city", "value", "notes"],
  fields: [
    field("name", "text"),
    field("city", "text"),
    field("value", "money"),
    field("created_at", "time"),
    field("source", "choice"),
    field("notes", "long_text"),
  ],
} as ObjectMeta;

describe("listOf", () => {
  it("leads to the list with the same filter, search and order", () => {
    const where = { field: "city", op: "eq" as const, value: "Pune" };
    const sort = [
      { field: "value", direction: "desc" as const },
      { field: "name", direction: "asc" as const },
    ];
    expect(listOf({ object: "leads", where, search: "robotics", sort })).toEqual({
      object: "leads",
      filter: where,
      search: "robotics",
      sort: "-value,name",
    });
  });

  it("leaves out what orders groups, not records", () => {
    const sort = [{ field: "count", direction: "desc" as const }];
    expect(listOf({ object: "leads", where: null, group_by: ["city"], sort })).toEqual({
      object: "leads",
      filter: undefined,
      search: undefined,
      sort: undefined,
    });
  });
});

describe("words of a query", () => {
  it("say the order by the kind of the field", () => {
    const sort = [
      { field: "value", direction: "desc" as const },
      { field: "created_at", direction: "asc" as const },
      { field: "name", direction: "asc" as const },
    ];
    expect(orderWords({ object: "leads", sort }, leads, [leads])).toEqual([
      "Value, highest first",
      "Created_at, earliest first",
      "Name, A to Z",
    ]);
  });

  it("say the order of groups by their figures", () => {
    const sort = [
      { field: "sum_value", direction: "desc" as const },
      { field: "created_at:month", direction: "asc" as const },
    ];
    expect(orderWords({ object: "leads", group_by: ["city"], sort }, leads, [leads])).toEqual([
      "By sum value, highest first",
      "Created_at, earliest first",
    ]);
  });

  it("say by what it is grouped", () => {
    expect(groupingWords({ object: "leads", group_by: ["city", "created_at:month"] }, leads, [leads])).toBe(
      "by City and Created_at, per month",
    );
    expect(groupingWords({ object: "leads" }, leads, [leads])).toBeNull();
  });
});

describe("columnsFor", () => {
  it("shows what was asked about before what the list shows, each once, without long texts", () => {
    const where = {
      and: [
        { field: "source", op: "in" as const, value: ["event", "other"] },
        { field: "city", op: "eq" as const, value: "Pune" },
      ],
    };
    const sort = [{ field: "value", direction: "desc" as const }];
    expect(columnsFor({ object: "leads", where, sort }, leads, 5)).toEqual(["value", "source", "city"]);
    expect(columnsFor({ object: "leads", where, sort }, leads, 1)).toEqual(["value"]);
    expect(columnsFor(null, leads, 5)).toEqual(["city", "value"]);
  });
});

it("knows figures from records", () => {
  expect(asksForFigures({ aggregate: [{ fn: "count" }] })).toBe(true);
  expect(asksForFigures({ group_by: [] })).toBe(false);
});
