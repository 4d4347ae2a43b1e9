/** The kinds of records of the workspace, as their definitions describe them: every table and form is built from this. */
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";
import { ProblemError } from "./problem";

export type FieldType =
  | "text"
  | "long_text"
  | "email"
  | "phone"
  | "money"
  | "number"
  | "integer"
  | "percent"
  | "date"
  | "time"
  | "boolean"
  | "choice"
  | "list"
  | "relation"
  | "user";

export interface FieldChoice {
  value: string;
  label: string;
  colour: string | null;
}

/** What a field of a record holds; empty is null. */
export type FieldData = string | number | boolean | string[] | null;

export interface FieldMeta {
  /** The key; a field of the workspace's own is `custom.<name>`. */
  name: string;
  label: string;
  type: FieldType;
  required: boolean;
  read_only: boolean;
  unique: boolean;
  sortable: boolean;
  filterable: boolean;
  searchable: boolean;
  own: boolean;
  retired: boolean;
  indexed: boolean;
  choices: FieldChoice[] | null;
  default: FieldData;
  /** The object that a relation points to. */
  object: string | null;
  help: string | null;
  max_length: number | null;
  minimum: number | null;
  maximum: number | null;
  operators: Operator[];
  /** True where `within` takes named periods. */
  periods: boolean;
}

export type Operator =
  | "eq"
  | "ne"
  | "in"
  | "not_in"
  | "gt"
  | "gte"
  | "lt"
  | "lte"
  | "between"
  | "contains"
  | "starts_with"
  | "is_empty"
  | "is_not_empty"
  | "within";

export interface Rights {
  create: boolean;
  update: boolean;
  delete: boolean;
  purge: boolean;
  fields: boolean;
  visibility: "all" | "own";
}

export interface ObjectMeta {
  name: string;
  label: string;
  label_plural: string;
  icon: string;
  description: string;
  title_fields: string[];
  synonyms: string[];
  fields: FieldMeta[];
  list_columns: string[];
  default_sort: string;
  board: { field: string; value: string | null; final: string[] } | null;
  calendar_field: string | null;
  due_field: string | null;
  timeline: boolean;
  duplicates: boolean;
  importable: boolean;
  related: { object: string; field: string; label: string }[];
  rights: Rights;
}

export interface CrmRecord {
  id: number;
  created_at: string;
  updated_at: string;
  owner_id: number | null;
  custom: Record<string, FieldData>;
  version: number;
  deleted_at: string | null;
  /** Words for each id that stands in the record; `id` is the record's own title. */
  labels: Record<string, string>;
  [field: string]: unknown;
}

export interface Condition {
  field: string;
  op: Operator;
  value?: unknown;
}

export type FilterNode = Condition | { and: FilterNode[] } | { or: FilterNode[] } | { not: FilterNode };

export interface QueryValue {
  where?: FilterNode | null;
  search?: string | null;
  sort?: { field: string; direction: "asc" | "desc" }[];
  limit?: number;
  after?: string;
  group_by?: string[];
  aggregate?: { fn: "count" | "sum" | "avg" | "min" | "max"; field?: string }[];
}

export const objectsQuery = queryOptions({
  queryKey: ["objects"],
  queryFn: async () => (await crmRequest<{ objects: ObjectMeta[] }>("GET", "/meta/objects")).data.objects,
  staleTime: 5 * 60_000,
});

/** The definition of an object. Throws ProblemError where an address names none. */
export function useObject(name: string): ObjectMeta {
  const found = objectNamed(useSuspenseQuery(objectsQuery).data, name);
  if (found === undefined) {
    throw new ProblemError(
      404,
      "Not found",
      `There are no records called “${name}”. Choose from the navigation.`,
    );
  }
  return found;
}

export function objectNamed(objects: readonly ObjectMeta[], name: string): ObjectMeta | undefined {
  const wanted = name.toLowerCase();
  return (
    objects.find((object) => object.name === wanted) ??
    objects.find((object) => object.label.toLowerCase() === wanted || object.synonyms.includes(wanted))
  );
}

export function fieldOf(meta: ObjectMeta, name: string): FieldMeta | undefined {
  return meta.fields.find((field) => field.name === name);
}

const ownPrefix = "custom.";

/** The value of a field, whether it is declared or the workspace's own. */
export function dataOf(record: Pick<CrmRecord, "custom">, fieldName: string): FieldData {
  if (fieldName.startsWith(ownPrefix)) return record.custom[fieldName.slice(ownPrefix.length)] ?? null;
  return ((record as Record<string, unknown>)[fieldName] as FieldData | undefined) ?? null;
}

/** Values by field name as a record takes them: the workspace's own go into `custom`. */
export function recordBody(values: Record<string, FieldData>): Record<string, unknown> {
  const entries = Object.entries(values);
  const own = entries.filter(([name]) => name.startsWith(ownPrefix));
  const declared = Object.fromEntries(entries.filter(([name]) => !name.startsWith(ownPrefix)));
  if (own.length === 0) return declared;
  const custom = Object.fromEntries(own.map(([name, value]) => [name.slice(ownPrefix.length), value]));
  return { ...declared, custom };
}

export function titleOf(record: CrmRecord): string {
  return record.labels.id || `#${record.id}`;
}
