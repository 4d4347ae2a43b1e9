import { describe, expect, it } from "vitest";
import type { AssistantQuery } from "../../api/assistant-shapes";
import type { FieldMeta, ObjectMeta } from "../../api/objects";
import {
  areAmounts,
  daysOf,
  figuresOf,
  type Group,
  groupFilter,
  groupLabel,
  groupsOfAnswer,
  inOneCurrency,
  isComparable,
  mainFigure,
  stepWords,
} from "./groups";

const field = (values: Partial<FieldMeta>) => ({ choices: null, object: null, ...values }) as FieldMeta;
const contacts = { name: "contacts", fields: [field({ name: "city", label: "City", type: "text" })] };
const deals = {
  name: "deals",
  label_plural: "Deals",
  fields: [
    field({ name: "value", label: "Value", type: "money" }),
    field({ name: "currency", label: "Currency", type: "text" }),
    field({
      name: "status",
      label: "Status",
      type: "choice",
      choices: [{ value: "won", label: "Won", colour: null }],
    }),
    field({ name: "contact_id", label: "Contact", type: "relation", object: "contacts" }),
    field({ name: "owner_id", label: "Owner", type: "user" }),
    field({ name: "created_at", label: "Created", type: "time" }),
  ],
};
const around = {
  meta: deals as ObjectMeta,
  objects: [deals, contacts] as ObjectMeta[],
  currency: "EUR",
};
const group = (key: Group["key"], values: Group["values"] = { count: 1 }): Group => ({
  key,
  values,
  labels: {},
});
const asked = (query: Partial<AssistantQuery>): AssistantQuery => ({ object: "deals", ...query });

describe("groupLabel", () => {
  it("calls groups as their fields call values", () => {
    expect(groupLabel(group({ status: "won" }), around)).toBe("Won");
    expect(groupLabel(group({ status: null }), around)).toBe("None");
    expect(groupLabel(group({ "created_at:month": "2026-03-01", status: "won" }), around)).toBe(
      "Mar 2026, Won",
    );
  });

  it("puts the title that came with a group in the place of its id", () => {
    const [one] = groupsOfAnswer(
      [{ key: { contact_id: 7, status: "won" }, label: "Asha", values: {} }],
      around,
    );
    expect(one && groupLabel(one, around)).toBe("Asha, Won");
    const [two] = groupsOfAnswer(
      [{ key: { contact_id: 7, owner_id: 2 }, label: "Asha and Olga", values: {} }],
      around,
    );
    expect(two && groupLabel(two, around)).toBe("Asha and Olga");
  });
});

describe("steps of time", () => {
  it("are called by what they are", () => {
    expect(stepWords("2026-04-01", "quarter")).toBe("Q2 2026");
    expect(stepWords("2026-01-01", "year")).toBe("2026");
    expect(stepWords("2026-03-02", "week")).toBe("2 Mar 2026");
  });

  it("reach from their first day to their last", () => {
    expect(daysOf("2026-02-01", "month")).toEqual(["2026-02-01", "2026-02-28"]);
    expect(daysOf("2026-12-28", "week")).toEqual(["2026-12-28", "2027-01-03"]);
    expect(daysOf("2026-10-01", "quarter")).toEqual(["2026-10-01", "2026-12-31"]);
    expect(daysOf("2026-03-02", "day")).toEqual(["2026-03-02", "2026-03-02"]);
  });
});

describe("groupFilter", () => {
  it("asks what the query asked, and what the group has in common", () => {
    const where = { and: [{ field: "value", op: "gte" as const, value: 5 }] };
    expect(groupFilter(asked({ where }), group({ status: "won" }))).toEqual({
      and: [
        { field: "value", op: "gte", value: 5 },
        { field: "status", op: "eq", value: "won" },
      ],
    });
    expect(groupFilter(asked({}), group({ status: null }))).toEqual({ field: "status", op: "is_empty" });
    expect(groupFilter(asked({}), group({ "created_at:month": "2026-02-01" }))).toEqual({
      field: "created_at",
      op: "between",
      value: ["2026-02-01", "2026-02-28"],
    });
  });
});

describe("figures", () => {
  const query = asked({ aggregate: [{ fn: "count" }, { fn: "sum", field: "value" }] });

  it("are said in the currency of their group, else of the records", () => {
    const main = mainFigure(figuresOf(query, around));
    expect(main?.label).toBe("Sum of value");
    expect(main?.say(1200)).toBe("€1,200");
    expect(main?.say(1200, group({ currency: "USD" }))).toBe("$1,200");
    expect(main?.say(null)).toBe("–");
  });

  it("count where nothing else is asked", () => {
    expect(mainFigure(figuresOf(asked({ group_by: ["status"] }), around))).toMatchObject({
      name: "count",
      label: "Deals",
    });
  });

  it("are not compared across currencies", () => {
    const [count, sum] = figuresOf(query, around);
    const mixed = [group({ status: "won", currency: "EUR" }), group({ status: "won", currency: "USD" })];
    expect(sum && isComparable(mixed, sum)).toBe(false);
    expect(count && isComparable(mixed, count)).toBe(true);
    expect(sum && isComparable(mixed.slice(0, 1), sum)).toBe(true);
    expect(areAmounts(mixed)).toBe(false);
    expect(areAmounts([group({ currency: "EUR" })])).toBe(true);
  });

  it("lose the currency where all are in one", () => {
    expect(inOneCurrency([group({ status: "won", currency: "USD" })], "currency")).toEqual({
      groups: [group({ status: "won" })],
      currency: "USD",
    });
    const mixed = [group({ currency: "EUR" }), group({ currency: "USD" })];
    expect(inOneCurrency(mixed, "currency")).toEqual({ groups: mixed, currency: null });
  });
});
