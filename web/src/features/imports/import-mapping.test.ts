import { describe, expect, it } from "vitest";
import type { ImportColumn, ImportOptions } from "../../api/imports";
import type { FieldMeta } from "../../api/objects";
import { fieldOfColumn, importableFields, keyChoices, missingFields, withColumn } from "./import-mapping";

function field(name: string, changes: Partial<FieldMeta> = {}): FieldMeta {
  return {
    name,
    label: name,
    type: "text",
    required: false,
    read_only: false,
    unique: false,
    retired: false,
    default: null,
    ...changes,
  } as FieldMeta;
}

const fields = [
  field("name", { required: true }),
  field("email", { type: "email" }),
  field("value", { type: "money" }),
  field("status", { type: "choice", required: true, default: "New" }),
  field("custom.shoe_size", { retired: true }),
  field("created_at", { type: "time", read_only: true }),
];

function column(index: number, matched: string | null): ImportColumn {
  return { header: `column ${index}`, index, field: matched, score: matched ? 1 : 0, samples: [] };
}

const columns = [column(0, "name"), column(1, "email"), column(2, null)];
const options: ImportOptions = { mapping: {}, mode: "upsert", key: "email", date_order: null, own_as: null };

describe("the matching of columns", () => {
  it("offers what a file may set", () => {
    expect(importableFields(fields).map(({ name }) => name)).toEqual(["name", "email", "value", "status"]);
  });

  it("keeps what was found until a person chooses otherwise", () => {
    expect(columns.map((one) => fieldOfColumn(one, options))).toEqual(["name", "email", null]);
    expect(fieldOfColumn(column(0, "name"), { ...options, mapping: { "0": null } })).toBeNull();
  });

  it("moves a field from one column to another", () => {
    expect(withColumn(columns, options, 2, "email")).toEqual({ "0": "name", "1": null, "2": "email" });
    expect(withColumn(columns, options, 1, null)).toEqual({ "0": "name", "1": null, "2": null });
  });

  it("names what a new record needs and no column gives", () => {
    const without = { ...options, mapping: { "0": null } };
    expect(missingFields(fields, columns, options)).toEqual([]);
    expect(missingFields(fields, columns, without).map(({ name }) => name)).toEqual(["name"]);
    expect(missingFields(fields, columns, { ...without, mode: "update" })).toEqual([]);
  });

  it("offers as key only what is matched and can tell records apart", () => {
    const all = [...columns, column(3, "value")];
    expect(keyChoices(fields, all, options).map(({ value }) => value)).toEqual(["name", "email"]);
  });
});
