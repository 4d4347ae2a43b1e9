import { describe, expect, test } from "vitest";
import type { FieldMeta, ObjectMeta } from "../../api/objects";
import { placeAfter } from "./grid-keys";
import { totalsQuery, totalWords } from "./grid-totals";
import { allOf, nothingSelected, reachedTo, toggled } from "./selection";

describe("keys in the grid", () => {
  const go = (key: string, isFar = false) => placeAfter(key, isFar, { row: 5, column: 2 }, 100, 4);

  test("arrows go one step, with Control to the edge", () => {
    expect(go("ArrowDown")).toEqual({ row: 6, column: 2 });
    expect(go("ArrowDown", true)).toEqual({ row: 99, column: 2 });
    expect(go("ArrowRight")).toEqual({ row: 5, column: 3 });
    expect(go("Home")).toEqual({ row: 5, column: 0 });
    expect(go("End", true)).toEqual({ row: 99, column: 3 });
  });

  test("never lead outside, and other keys lead nowhere", () => {
    expect(go("PageUp")).toEqual({ row: 0, column: 2 });
    expect(placeAfter("ArrowRight", false, { row: 0, column: 3 }, 1, 4)).toEqual({ row: 0, column: 3 });
    expect(go("e")).toBeNull();
  });
});

describe("selection", () => {
  const order = [10, 20, 30, 40];

  test("choosing again takes out", () => {
    const once = toggled(nothingSelected, 20);
    expect([...once.ids]).toEqual([20]);
    expect(toggled(once, 20).ids.size).toBe(0);
  });

  test("Shift reaches from the last choice to this one, both ways", () => {
    expect([...reachedTo(toggled(nothingSelected, 30), 10, order).ids].sort()).toEqual([10, 20, 30]);
    expect([...reachedTo(nothingSelected, 20, order).ids]).toEqual([20]);
  });

  test("changing one of all is no longer all that fit", () => {
    expect(toggled({ ...allOf(order), isAll: true }, 10)).toMatchObject({ isAll: false });
  });
});

describe("totals", () => {
  const value = { name: "value", type: "money" } as FieldMeta;
  const weeks = { name: "duration_weeks", type: "integer" } as FieldMeta;

  test("amounts of several currencies stand for themselves", () => {
    const rows = [
      { group: { currency: "INR" }, labels: {}, values: { sum_value: 120000 } },
      { group: { currency: "USD" }, labels: {}, values: { sum_value: 2000 } },
    ];
    expect(totalWords(value, rows, "INR")).toBe("₹1,20,000 + $2,000");
    expect(totalWords(value, [], "INR")).toBe("₹0");
  });

  test("other figures are averaged", () => {
    const rows = [{ group: {}, labels: {}, values: { avg_duration_weeks: 8.2666 } }];
    expect(totalWords(weeks, rows, "INR")).toBe("8.3");
  });

  test("the query carries filter and search, and groups by currency only where there is one", () => {
    const query = { filter: { field: "city", op: "eq" as const, value: "Pune" }, search: "asha" };
    const plain = { fields: [value] } as ObjectMeta;
    const withCurrency = { fields: [value, { name: "currency" }] } as ObjectMeta;
    expect(totalsQuery(plain, query, [value])).toEqual({
      where: query.filter,
      search: "asha",
      group_by: undefined,
      aggregate: [{ fn: "sum", field: "value" }],
    });
    expect(totalsQuery(withCurrency, {}, [value]).group_by).toEqual(["currency"]);
  });
});
