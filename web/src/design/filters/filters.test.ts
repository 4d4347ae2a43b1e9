import { describe, expect, test } from "vitest";
import type { Condition, FieldMeta, FilterNode, ObjectMeta } from "../../api/objects";
import { filterFields } from "./filter-fields";
import { filterSuggestions } from "./filter-suggestions";
import { chipsOf, filterOf, isFilter, withChip, withChipChanged, withoutChip } from "./filter-tree";
import { type FilterSurroundings, filterWords } from "./filter-words";
import { usualOperator } from "./operator-words";
import { countedDays, periodWords } from "./periods";

const field = (name: string, label: string, type: FieldMeta["type"], more: Partial<FieldMeta> = {}) =>
  ({
    name,
    label,
    type,
    filterable: true,
    retired: false,
    choices: null,
    object: null,
    periods: type === "date",
    operators: ["eq", "in", "between", "gte", "contains", "within", "is_empty", "is_not_empty"],
    ...more,
  }) as FieldMeta;

const choices = [
  { value: "won", label: "Won", colour: "green" },
  { value: "lost", label: "Lost", colour: "red" },
];
const contacts = {
  name: "contacts",
  fields: [field("company", "Company", "text")],
} as ObjectMeta;
const deals = {
  name: "deals",
  fields: [
    field("title", "Title", "text"),
    field("status", "Status", "choice", { choices }),
    field("value", "Value", "money"),
    field("expected_close", "Expected close", "date"),
    field("contact_id", "Contact", "relation", { object: "contacts" }),
    field("created_at", "Created", "time"),
    field("secret", "Secret", "text", { filterable: false }),
  ],
} as ObjectMeta;
const objects = [deals, contacts];
const around: FilterSurroundings = {
  meta: deals,
  objects,
  titles: new Map([["contacts:7", "Asha Rao"]]),
  currency: "INR",
};

const won: Condition = { field: "status", op: "in", value: ["won"] };
const big: Condition = { field: "value", op: "gte", value: 100000 };

describe("words of a filter", () => {
  const said: [FilterNode, string][] = [
    [won, "Status is Won"],
    [{ field: "status", op: "in", value: ["won", "lost"] }, "Status is one of Won, Lost"],
    [big, "Value is at least ₹1,00,000"],
    [{ field: "value", op: "between", value: [1, 2] }, "Value is between ₹1 and ₹2"],
    [{ field: "expected_close", op: "within", value: "this_month" }, "Expected close is this month"],
    [{ field: "expected_close", op: "within", value: "next_7_days" }, "Expected close is in the next 7 days"],
    [{ field: "title", op: "is_empty" }, "Title is empty"],
    [{ field: "created_at", op: "gte", value: "2025-03-01" }, "Created is on or after 1 Mar 2025"],
    [{ field: "contact_id", op: "eq", value: 7 }, "Contact is Asha Rao"],
    [{ field: "contact_id.company", op: "contains", value: "acme" }, "Contact › Company contains acme"],
    [
      {
        or: [
          { field: "created_at", op: "within", value: "overdue" },
          { field: "created_at", op: "within", value: "today" },
        ],
      },
      "Created is overdue or today",
    ],
    [
      { or: [won, { and: [big, { not: won }] }] },
      "Status is Won or (Value is at least ₹1,00,000 and not (Status is Won))",
    ],
    [{ field: "gone", op: "eq", value: 1 }, "gone eq 1"],
  ];
  test.each(said)("%j", (node, words) => {
    expect(filterWords(node, around)).toBe(words);
  });
});

describe("chips", () => {
  const nested: FilterNode = { or: [won, big] };

  test("stand for what is under the outermost and", () => {
    expect(chipsOf({ and: [won, nested] })).toEqual([won, nested]);
    expect(chipsOf(nested)).toEqual([nested]);
    expect(filterOf([won])).toEqual(won);
    expect(filterOf([])).toBeUndefined();
  });

  test("a nested condition is kept while others come and go", () => {
    const both = withChip(nested, won);
    expect(both).toEqual({ and: [nested, won] });
    expect(withChipChanged(both, 1, big)).toEqual({ and: [nested, big] });
    expect(withoutChip(both, 1)).toEqual(nested);
  });

  test("the same condition is not said twice", () => {
    expect(withChip(won, { ...won })).toEqual(won);
    expect(withChipChanged({ and: [won, big] }, 1, won)).toEqual(won);
  });

  test("what is no filter is told apart", () => {
    expect([won, nested, { not: won }, { and: [] }].every(isFilter)).toBe(true);
    expect([null, 3, {}, { field: 1, op: "eq" }, { and: won }, { or: [won, {}] }].some(isFilter)).toBe(false);
  });
});

describe("suggestions", () => {
  const labels = (typed: string) => filterSuggestions(deals, objects, typed).map(({ label }) => label);

  test("without words, the object's own fields", () => {
    expect(labels("")).toEqual(["Title", "Status", "Value", "Expected close", "Contact", "Created"]);
  });

  test("the beginnings of words find fields, near before far", () => {
    expect(labels("co").slice(0, 2)).toEqual(["Contact", "Contact is empty"]);
    expect(labels("comp")).toContain("Contact › Company");
  });

  test("a choice or a period spells a whole condition", () => {
    expect(filterSuggestions(deals, objects, "won")[0]?.condition).toEqual(won);
    expect(filterSuggestions(deals, objects, "close this mon")[0]?.condition).toEqual({
      field: "expected_close",
      op: "within",
      value: "this_month",
    });
  });

  test("fields that cannot be filtered are not offered", () => {
    expect(filterFields(deals, objects).map(({ path }) => path)).not.toContain("secret");
    expect(labels("secret")).toEqual([]);
  });
});

test("the operator that is likely meant", () => {
  expect(usualOperator(field("a", "A", "choice"))).toBe("in");
  expect(usualOperator(field("a", "A", "money"))).toBe("gte");
  expect(usualOperator(field("a", "A", "boolean", { operators: ["eq"] }))).toBe("eq");
});

test("periods with a number of days", () => {
  expect(countedDays("last_30_days")).toEqual({ direction: "last", days: 30 });
  expect(countedDays("this_month")).toBeNull();
  expect(periodWords("last_30_days")).toBe("in the last 30 days");
});
