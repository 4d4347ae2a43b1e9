import { describe, expect, test } from "vitest";
import type { FieldMeta, ObjectMeta } from "../../api/objects";
import { firstValues, formFields, givenValues, missingRequired, tellingValues } from "./create-fields";

const field = (name: string, more: Partial<FieldMeta> = {}) =>
  ({
    name,
    type: "text",
    required: false,
    read_only: false,
    retired: false,
    default: null,
    ...more,
  }) as FieldMeta;
const others = Array.from({ length: 12 }, (_, index) => field(`other_${index}`));
const meta = {
  title_fields: ["name"],
  list_columns: ["name", "status"],
  fields: [
    field("name", { required: true }),
    field("email", { type: "email" }),
    field("status", { type: "choice", default: "New" }),
    ...others,
    field("created_at", { read_only: true }),
    field("custom.gone", { retired: true }),
  ],
} as ObjectMeta;

test("required, listed and telling fields are asked first; read-only and retired ones never", () => {
  const { usual, more, all } = formFields(meta);
  expect(usual.map(({ name }) => name)).toEqual(["name", "email", "status"]);
  expect(more).toEqual(others);
  expect(all.map(({ name }) => name)).not.toContain("created_at");
});

test("a short form is shown whole", () => {
  const short = { ...meta, fields: meta.fields.slice(0, 6) } as ObjectMeta;
  expect(formFields(short).more).toEqual([]);
});

test("begins with what the definition gives", () => {
  expect(firstValues(meta)).toEqual({ status: "New" });
});

test("what is empty is not sent, what is no or nought is", () => {
  expect(givenValues({ a: " x ", b: "  ", c: null, d: false, e: 0, f: [] })).toEqual({
    a: "x",
    d: false,
    e: 0,
  });
});

test("what is needed and missing is named", () => {
  expect(missingRequired(meta.fields, { name: "  " })).toEqual({ name: "This is needed" });
  expect(missingRequired(meta.fields, { name: "Asha" })).toEqual({});
});

describe("what tells a double", () => {
  test("title, mail and phone, once they are long enough", () => {
    expect(tellingValues(meta, { name: "As", email: "asha@example.com", other_1: "long text" })).toEqual({
      email: "asha@example.com",
    });
  });
});
