/** A query as what can be said and shown of it: its list, its order, what it was grouped by; pure. */
import type { AssistantQuery } from "../../api/assistant-shapes";
import type { ObjectMeta, QueryValue } from "../../api/objects";
import { filterField } from "../../design/filters/filter-fields";
import { conditionsIn } from "../../design/filters/filter-tree";
import type { RecordList } from "../../design/list-link";

/** Groups and figures are asked of it, not records. */
export function asksForFigures({ group_by, aggregate }: QueryValue): boolean {
  return (group_by?.length ?? 0) > 0 || (aggregate?.length ?? 0) > 0;
}

/** The page of the list that shows what the query is about. */
export function listOf(query: AssistantQuery): RecordList {
  const sort = asksForFigures(query) ? undefined : sortText(query);
  return {
    object: query.object,
    filter: query.where ?? undefined,
    search: query.search || undefined,
    sort,
  };
}

function sortText({ sort }: QueryValue): string | undefined {
  const keys = (sort ?? []).map(({ field, direction }) => (direction === "desc" ? `-${field}` : field));
  return keys.length === 0 ? undefined : keys.join(",");
}

/** "Value, highest first": the order that was asked for. */
export function orderWords(
  query: AssistantQuery,
  meta: ObjectMeta,
  objects: readonly ObjectMeta[],
): string[] {
  return (query.sort ?? []).map(({ field: path, direction }) => {
    const isDown = direction === "desc";
    const field = filterField(meta, objects, path)?.field;
    if (field === undefined) return figureOrder(path, isDown, meta, objects);
    const [down, up] = directionWords[field.type] ?? ["Z to A", "A to Z"];
    return `${field.label}, ${isDown ? down : up}`;
  });
}

const figures: [string, string] = ["highest first", "lowest first"];
const times: [string, string] = ["latest first", "earliest first"];
const directionWords: Record<string, [string, string]> = {
  money: figures,
  number: figures,
  integer: figures,
  percent: figures,
  date: times,
  time: times,
  boolean: ["yes first", "no first"],
};

/** Groups are ordered by a figure (`sum_value`, `count`) or by what they have in common (`created_at:month`). */
function figureOrder(
  name: string,
  isDown: boolean,
  meta: ObjectMeta,
  objects: readonly ObjectMeta[],
): string {
  if (name.includes(":")) {
    const label = filterField(meta, objects, name.split(":")[0] ?? "")?.label ?? name;
    return `${label}, ${isDown ? times[0] : times[1]}`;
  }
  return `By ${name.replaceAll("_", " ")}, ${isDown ? figures[0] : figures[1]}`;
}

/** "by Status", "by Created, per month". */
export function groupingWords(
  query: AssistantQuery,
  meta: ObjectMeta,
  objects: readonly ObjectMeta[],
): string | null {
  const names = (query.group_by ?? []).map((name) => {
    const [path = name, step] = name.split(":");
    const label = filterField(meta, objects, path)?.label ?? path;
    return step ? `${label}, per ${step}` : label;
  });
  return names.length === 0 ? null : `by ${names.join(" and ")}`;
}

/** The columns of an answer: the title, what was asked about, then what the list shows; at most so many. */
export function columnsFor(query: AssistantQuery | null, meta: ObjectMeta, most: number): string[] {
  // What all have in common need not stand in each row.
  const conditions = (query?.where ? conditionsIn(query.where) : []).filter(({ op }) => op !== "eq");
  const asked = [...(query?.sort ?? []), ...conditions].map(({ field }) => field);
  const known = (name: string) =>
    meta.fields.some((field) => field.name === name && !field.retired && field.type !== "long_text");
  const names = [...asked, ...meta.list_columns].filter(
    (name) => known(name) && !meta.title_fields.includes(name) && name !== "id",
  );
  return [...new Set(names)].slice(0, most);
}
