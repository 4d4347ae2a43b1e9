/** Groups of an answer as rows of a chart: what each is called, which figures it has, and the list behind it; pure. */
import type { AnswerGroup, AssistantQuery } from "../../api/assistant-shapes";
import type { Condition, FieldData, FieldMeta, FilterNode, ObjectMeta } from "../../api/objects";
import type { GroupRow } from "../../api/records";
import {
  choiceLabel,
  isEmpty,
  moneyText,
  nothing,
  numberText,
  valueText,
} from "../../design/fields/field-words";
import { filterField } from "../../design/filters/filter-fields";
import { countWords } from "../../design/number-words";

export interface Group {
  /** By what was grouped: a field's path, of a time with its step (`created_at:month`). */
  key: Record<string, FieldData>;
  labels: Record<string, string>;
  values: Record<string, number | string | null>;
}

export function groupsOfAnswer(groups: readonly AnswerGroup[], around: GroupSurroundings): Group[] {
  return groups.map(({ key, label, values }) => ({ key, values, labels: labelsOf(key, label, around) }));
}

export function groupsOfRows(rows: readonly GroupRow[]): Group[] {
  return rows.map(({ group, labels, values }) => ({ key: group, labels, values }));
}

/** The label holds the titles of all that the key names by id; it stands in the place of the first of them. */
function labelsOf(key: Group["key"], label: AnswerGroup["label"], around: GroupSurroundings) {
  const isId = (path: string) => {
    const type = filterField(around.meta, around.objects, path)?.field.type;
    return (type === "relation" || type === "user") && key[path] !== null;
  };
  const [first, ...others] = label ? Object.keys(key).filter(isId) : [];
  if (!label || first === undefined) return {};
  return Object.fromEntries([[first, label], ...others.map((path) => [path, ""] as const)]);
}

export interface GroupSurroundings {
  meta: ObjectMeta;
  objects: readonly ObjectMeta[];
  /** Of amounts that do not say it themselves. */
  currency: string;
}

/** "Won", "March 2026, Pune"; without a value "None". */
export function groupLabel(group: Group, around: GroupSurroundings): string {
  const parts = Object.entries(group.key)
    .map(([name, value]) => partLabel(group, name, value, around))
    .filter((part) => part !== "");
  return parts.length === 0 ? "All" : parts.join(", ");
}

function partLabel(group: Group, name: string, value: FieldData, around: GroupSurroundings): string {
  if (isEmpty(value)) return "None";
  const label = group.labels[name];
  if (label !== undefined) return label;
  const [path = name, step] = name.split(":");
  if (step) return stepWords(String(value), step);
  const field = filterField(around.meta, around.objects, path)?.field;
  if (field === undefined) return String(value);
  return field.choices ? choiceLabel(field, String(value)) : valueText(field, value, around);
}

/** "March 2026", "Q1 2026", "2 Mar 2026" for the first day of a step. */
export function stepWords(day: string, step: string): string {
  const at = new Date(`${day.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(at.getTime())) return day;
  const year = at.getUTCFullYear();
  if (step === "year") return String(year);
  if (step === "quarter") return `Q${Math.floor(at.getUTCMonth() / 3) + 1} ${year}`;
  const shape: Intl.DateTimeFormatOptions =
    step === "month"
      ? { month: "short", year: "numeric" }
      : { day: "numeric", month: "short", year: "numeric" };
  return new Intl.DateTimeFormat("en-GB", { ...shape, timeZone: "UTC" }).format(at);
}

/** The list of a group's records: what the query asked, and what they have in common. */
export function groupFilter(query: AssistantQuery, group: Group): FilterNode | undefined {
  const common = Object.entries(group.key).map(([name, value]) => groupCondition(name, value));
  const asked = query.where ? ("and" in query.where ? query.where.and : [query.where]) : [];
  const nodes = [...asked, ...common];
  return nodes.length > 1 ? { and: nodes } : nodes[0];
}

function groupCondition(name: string, value: FieldData): Condition {
  const [field = name, step] = name.split(":");
  if (isEmpty(value)) return { field, op: "is_empty" };
  return step ? { field, op: "between", value: daysOf(String(value), step) } : { field, op: "eq", value };
}

/** The first and the last day of a step. */
export function daysOf(first: string, step: string): [string, string] {
  const day = first.slice(0, 10);
  const after = new Date(`${day}T00:00:00Z`);
  if (step === "week") after.setUTCDate(after.getUTCDate() + 7);
  else if (step === "month") after.setUTCMonth(after.getUTCMonth() + 1);
  else if (step === "quarter") after.setUTCMonth(after.getUTCMonth() + 3);
  else if (step === "year") after.setUTCFullYear(after.getUTCFullYear() + 1);
  else return [day, day];
  after.setUTCDate(after.getUTCDate() - 1);
  return [day, after.toISOString().slice(0, 10)];
}

export interface Figure {
  /** "sum_value", as the values of a group name it. */
  name: string;
  label: string;
  say: (value: number | string | null | undefined, group?: Group) => string;
  /** At an axis, where room is scarce. */
  sayShort: (value: number, group?: Group) => string;
  isCount: boolean;
  /** A first or last day has no length that could be drawn. */
  isDrawable: boolean;
}

const functionWords = { sum: "Sum of", avg: "Average", min: "Lowest", max: "Highest", count: "With" };

/** The figures that a query asks for; counting is what it does where it asks for none. */
export function figuresOf(query: AssistantQuery, around: GroupSurroundings): Figure[] {
  const asked = query.aggregate?.length ? query.aggregate : [{ fn: "count" as const, field: undefined }];
  return asked.map(({ fn, field: path }) => {
    const field = path === undefined ? undefined : filterField(around.meta, around.objects, path)?.field;
    const name = path === undefined ? fn : `${fn}_${path}`;
    const label = field ? figureLabel(fn, field) : around.meta.label_plural;
    if (fn === "count" || field === undefined) {
      return { name, label, say: sayCount, sayShort: countWords, isCount: true, isDrawable: true };
    }
    const isDrawable = field.type !== "date" && field.type !== "time";
    return { name, label, ...sayings(field, around), isCount: false, isDrawable };
  });
}

function figureLabel(fn: keyof typeof functionWords, field: FieldMeta): string {
  const inTime = { min: "Earliest", max: "Latest" };
  const isTime = field.type === "date" || field.type === "time";
  const word = isTime && (fn === "min" || fn === "max") ? inTime[fn] : functionWords[fn];
  return `${word} ${field.label.toLowerCase()}`;
}

function sayings(field: FieldMeta, around: GroupSurroundings): Pick<Figure, "say" | "sayShort"> {
  const words = (value: number, group: Group | undefined, isShort: boolean) => {
    if (field.type === "money") {
      return moneyText(rounded(value), (group && currencyIn(group)) ?? around.currency, isShort);
    }
    return `${numberText(rounded(value))}${field.type === "percent" ? " %" : ""}`;
  };
  return {
    say: (value, group) => (typeof value === "number" ? words(value, group, false) : valueText(field, value)),
    sayShort: (value, group) => words(value, group, true),
  };
}

function sayCount(value: number | string | null | undefined): string {
  return typeof value === "number" ? countWords(value) : nothing;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** What is drawn: the first figure that says more than how many. */
export function mainFigure(figures: readonly Figure[]): Figure | undefined {
  return figures.find(({ name }) => name !== "count") ?? figures[0];
}

const isCurrency = (path: string) => path === "currency" || path.endsWith(".currency");

function currencyIn({ key }: Group): string | null {
  const path = Object.keys(key).find(isCurrency);
  const currency = path === undefined ? null : key[path];
  return typeof currency === "string" ? currency : null;
}

/** Groups that were told apart by their currency too: where all are in one, that is said once and not of each. */
export function inOneCurrency(groups: readonly Group[], path: string | null) {
  const currencies = new Set(groups.map(currencyIn));
  if (path === null || currencies.size > 1) return { groups: [...groups], currency: null };
  const [currency = null] = currencies;
  return {
    groups: groups.map((group) => {
      const { [path]: _, ...key } = group.key;
      return { ...group, key };
    }),
    currency,
  };
}

/** Groups by nothing but their currency are amounts that could not be added up. */
export function areAmounts(groups: readonly Group[]): boolean {
  return groups.every(({ key }) => {
    const paths = Object.keys(key);
    return paths.length === 1 && paths.every(isCurrency);
  });
}

/** Amounts of several currencies have no scale in common, so they are not drawn beside each other; days not at all. */
export function isComparable(groups: readonly Group[], figure: Figure): boolean {
  if (!figure.isDrawable) return false;
  if (figure.isCount) return true;
  return new Set(groups.map(currencyIn)).size <= 1;
}
