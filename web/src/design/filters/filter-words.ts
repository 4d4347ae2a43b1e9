/** A filter in words: "Value is at least ₹10,000", "(City contains Pune or VIP is Yes)"; pure. */
import type { Condition, FieldData, FilterNode, ObjectMeta } from "../../api/objects";
import { dateText, isEmpty, type ValueSurroundings, valueText } from "../fields/field-words";
import { filterField } from "./filter-fields";
import { isCondition } from "./filter-tree";
import { operatorWords, valueShape } from "./operator-words";
import { periodWords } from "./periods";

export interface FilterSurroundings extends Omit<ValueSurroundings, "labels"> {
  meta: ObjectMeta;
  objects: readonly ObjectMeta[];
  /** The title of a record or the name of a member, where it is known: `leads:12`, `user:3`. */
  titles: ReadonlyMap<string, string>;
}

export function filterWords(node: FilterNode, around: FilterSurroundings, isInner = false): string {
  if (isCondition(node)) return conditionWords(node, around);
  if ("not" in node) return `not (${filterWords(node.not, around)})`;
  const sameField = alternativesOfOneField(node, around);
  if (sameField !== null) return isInner ? `(${sameField})` : sameField;
  const joined = ("and" in node ? node.and : node.or)
    .map((one) => filterWords(one, around, true))
    .join("and" in node ? " and " : " or ");
  return isInner ? `(${joined})` : joined;
}

/** "Next follow up is overdue or today": named periods of one field name it once. */
function alternativesOfOneField(node: FilterNode, around: FilterSurroundings): string | null {
  if (!("or" in node)) return null;
  const [first, ...others] = node.or;
  if (first === undefined || !isCondition(first) || first.op !== "within") return null;
  const periods: string[] = [];
  for (const one of others) {
    if (!isCondition(one) || one.field !== first.field || one.op !== first.op) return null;
    periods.push(periodWords(String(one.value)));
  }
  return [conditionWords(first, around), ...periods].join(" or ");
}

export function conditionWords(condition: Condition, around: FilterSurroundings): string {
  const { label, rest } = conditionParts(condition, around);
  return `${label} ${rest}`;
}

/** The field apart from what is said of it, so that a chip can set them apart. */
export function conditionParts(condition: Condition, around: FilterSurroundings) {
  const found = filterField(around.meta, around.objects, condition.field);
  if (found === undefined) {
    return { label: condition.field, rest: `${condition.op} ${JSON.stringify(condition.value ?? null)}` };
  }
  const { field, label } = found;
  const values = listed(condition.value);
  const say = (value: FieldData) => oneValueWords(value, found.field, around);
  const isSingle = values.length === 1 && (condition.op === "in" || condition.op === "not_in");
  const operator = isSingle ? (condition.op === "in" ? "is" : "is not") : operatorWords(field, condition.op);
  return { label, rest: `${operator} ${valuesWords(condition, values, say)}`.trimEnd() };
}

function valuesWords(condition: Condition, values: FieldData[], say: (value: FieldData) => string): string {
  switch (valueShape(condition.op)) {
    case "none":
      return "";
    case "period":
      return periodWords(String(condition.value));
    case "two":
      return values.map(say).join(" and ");
    default:
      return values.map(say).join(", ");
  }
}

const dayAlone = /^\d{4}-\d{2}-\d{2}$/;

function oneValueWords(
  value: FieldData,
  field: Parameters<typeof valueText>[0],
  around: FilterSurroundings,
): string {
  if (isEmpty(value)) return "empty";
  if (field.type === "time" && dayAlone.test(String(value))) {
    return dateText(String(value), around.now, around.timeZone);
  }
  const title = around.titles.get(titleKey(field, value));
  return title ?? valueText(field, value, { ...around, labels: undefined });
}

/** Under which key the title of what an id names is looked up. */
export function titleKey(field: { type: string; object: string | null }, value: FieldData): string {
  return `${field.type === "user" ? "user" : field.object}:${value}`;
}

function listed(value: unknown): FieldData[] {
  if (Array.isArray(value)) return value as FieldData[];
  return [(value ?? null) as FieldData];
}
