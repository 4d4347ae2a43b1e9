/** Which column of a file goes into which field; pure, so that each change can be tried. */
import type { ImportColumn, ImportOptions } from "../../api/imports";
import type { FieldMeta } from "../../api/objects";

export interface FieldChoice {
  value: string;
  label: string;
  disabled?: boolean;
}

/** What a file can be read into: nothing that only the system sets, nothing retired. */
export function importableFields(fields: FieldMeta[]): FieldMeta[] {
  return fields.filter((field) => !field.retired && (!field.read_only || field.name === "id"));
}

/** The field a column is read into: the person's choice, or what was found by its name and content. */
export function fieldOfColumn(column: ImportColumn, options: ImportOptions): string | null {
  const chosen = options.mapping?.[String(column.index)];
  return chosen === undefined ? column.field : chosen;
}

/** The whole mapping with one column read otherwise; a field taken from another column leaves that one. */
export function withColumn(
  columns: ImportColumn[],
  options: ImportOptions,
  changed: number,
  field: string | null,
): Record<string, string | null> {
  const pairs = columns.map((column) => {
    const current = fieldOfColumn(column, options);
    if (column.index === changed) return [String(column.index), field];
    return [String(column.index), field !== null && current === field ? null : current];
  });
  return Object.fromEntries(pairs);
}

/** Fields that a new record needs and no column gives. */
export function missingFields(
  fields: FieldMeta[],
  columns: ImportColumn[],
  options: ImportOptions,
): FieldMeta[] {
  if (options.mode === "update") return [];
  const given = new Set(columns.map((column) => fieldOfColumn(column, options)));
  return importableFields(fields).filter(
    (field) => field.required && (field.default ?? null) === null && !given.has(field.name),
  );
}

/** What can tell one record from another: matched, and of a kind whose values repeat in no two records. */
export function keyChoices(
  fields: FieldMeta[],
  columns: ImportColumn[],
  options: ImportOptions,
): FieldChoice[] {
  const given = new Set(columns.map((column) => fieldOfColumn(column, options)));
  return importableFields(fields)
    .filter(
      (field) => given.has(field.name) && (field.unique || keyTypes.has(field.type) || field.name === "id"),
    )
    .map((field) => ({ value: field.name, label: field.label }));
}

const keyTypes = new Set(["text", "email", "phone", "integer"]);
