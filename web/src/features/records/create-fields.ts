/** Which fields a new record is asked for, with what they begin, and what is sent; pure. */
import type { FieldData, FieldMeta, ObjectMeta } from "../../api/objects";
import type { Values } from "../../api/record-writes";
import { isEmpty } from "../../design/fields/field-words";

export interface FormFields {
  /** Asked at once: what is required, and what lists show. */
  usual: FieldMeta[];
  more: FieldMeta[];
  all: FieldMeta[];
}

/** Under so many fields, hiding some saves nothing. */
const fewFields = 10;

export function formFields(meta: ObjectMeta): FormFields {
  const all = meta.fields.filter((field) => !field.read_only && !field.retired);
  if (all.length <= fewFields) return { usual: all, more: [], all };
  const isUsual = (field: FieldMeta) =>
    field.required ||
    meta.list_columns.includes(field.name) ||
    field.type === "email" ||
    field.type === "phone";
  return {
    usual: all.filter(isUsual),
    more: all.filter((field) => !isUsual(field)),
    all,
  };
}

export function firstValues(meta: ObjectMeta): Values {
  const given = formFields(meta).all.filter((field) => !isEmpty(field.default));
  return Object.fromEntries(given.map((field) => [field.name, field.default]));
}

/** What was left empty is not sent, so that the server's own first value can stand. */
export function givenValues(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, FieldData][] => {
      const said = typeof value === "string" ? value.trim() : value;
      return isEmpty(said) ? [] : [[name, said]];
    }),
  );
}

export function missingRequired(fields: FieldMeta[], values: Values): Record<string, string> {
  const given = givenValues(values);
  const missing = fields.filter((field) => field.required && !(field.name in given));
  return Object.fromEntries(missing.map((field) => [field.name, "This is needed"]));
}

const shortestName = 3;

/** The values by which a double is known. */
export function tellingValues(meta: ObjectMeta, values: Values): Values {
  const names = meta.fields
    .filter(
      (field) => field.type === "email" || field.type === "phone" || meta.title_fields.includes(field.name),
    )
    .map((field) => field.name);
  return Object.fromEntries(
    Object.entries(givenValues(values)).filter(
      ([name, value]) => names.includes(name) && String(value).length >= shortestName,
    ),
  );
}
