/** What "add filter" offers for the words typed so far: fields, and whole conditions that the words spell; pure. */
import type { Condition, ObjectMeta } from "../../api/objects";
import { folded, startsAWord } from "../word-matching";
import { type FilterField, filterFields } from "./filter-fields";
import { operatorWords } from "./operator-words";
import { namedPeriods, periodWords } from "./periods";

export interface Suggestion {
  key: string;
  label: string;
  field: FilterField;
  /** Complete: chosen, it is a filter at once. Else the editor of the field opens. */
  condition: Condition | null;
}

const mostShown = 40;

export function filterSuggestions(
  meta: ObjectMeta,
  objects: readonly ObjectMeta[],
  typed: string,
): Suggestion[] {
  const fields = filterFields(meta, objects);
  const words = folded(typed).split(/\s+/).filter(Boolean);
  if (words.length === 0) return fields.filter(({ path }) => isDirect(path)).map(fieldOnly);
  const matching = [
    ...fields.map(fieldOnly),
    ...fields.filter(({ path }) => isDirect(path)).flatMap(complete),
  ]
    .filter((suggestion) => fits(suggestion, words))
    .toSorted((one, other) => rank(one, words) - rank(other, words));
  return matching.slice(0, mostShown);
}

function fieldOnly(field: FilterField): Suggestion {
  return { key: field.path, label: field.label, field, condition: null };
}

/** Every condition that can be said without typing a value: choices, yes and no, periods, empty and filled. */
function complete(field: FilterField): Suggestion[] {
  const { path, field: meta, label } = field;
  const { operators } = meta;
  const made = (op: Condition["op"], value: unknown, words: string): Suggestion => ({
    key: `${path} ${op} ${String(value)}`,
    label: `${label} ${words}`,
    field,
    condition: value === undefined ? { field: path, op } : { field: path, op, value },
  });
  return [
    ...(meta.type === "choice"
      ? (meta.choices ?? []).map((choice) => made("in", [choice.value], `is ${choice.label}`))
      : []),
    ...(meta.type === "list"
      ? (meta.choices ?? []).map((choice) => made("contains", choice.value, `contains ${choice.label}`))
      : []),
    ...(meta.type === "boolean" ? [made("eq", true, "is yes"), made("eq", false, "is no")] : []),
    ...(meta.periods
      ? namedPeriods.map((period) => made("within", period, `is ${periodWords(period)}`))
      : []),
    ...(["is_empty", "is_not_empty"] as const)
      .filter((operator) => operators.includes(operator))
      .map((operator) => made(operator, undefined, operatorWords(meta, operator))),
  ];
}

function fits(suggestion: Suggestion, words: string[]): boolean {
  const label = folded(suggestion.label);
  return words.every((word) => startsAWord(label, word));
}

/** Fields before conditions, near before far, and what begins with the words first. */
function rank(suggestion: Suggestion, words: string[]): number {
  const begins = folded(suggestion.label).startsWith(words[0] ?? "") ? 0 : 1;
  const isComplete = suggestion.condition === null ? 0 : 2;
  return begins + isComplete + (isDirect(suggestion.field.path) ? 0 : 4);
}

function isDirect(path: string): boolean {
  return !path.includes(".") || path.startsWith("custom.");
}
