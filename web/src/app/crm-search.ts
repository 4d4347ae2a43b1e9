/** What the addresses of records and tasks may carry; what does not fit counts as not given. */
import type { FilterNode } from "../api/objects";
import { text, wholeNumber } from "./search-parameters";

export interface RecordsSearch {
  view?: number;
  /** The `where` of the query value: one condition, or a nested `and` / `or` / `not`. */
  filter?: FilterNode;
  search?: string;
  /** Fields in order, "-" before those that run downwards: `-value,title`. */
  sort?: string;
  columns?: string;
  layout?: "board";
  /** The field whose choices are the board's columns, where it is not the object's own. */
  by?: string;
  pipeline?: number;
  new?: true;
}

export function recordsSearch(search: Record<string, unknown>): RecordsSearch {
  return {
    view: wholeNumber(search.view),
    filter: isTree(search.filter) ? search.filter : undefined,
    search: text(search.search),
    sort: text(search.sort),
    columns: text(search.columns),
    layout: search.layout === "board" ? "board" : undefined,
    by: text(search.by),
    pipeline: wholeNumber(search.pipeline),
    new: search.new ? true : undefined,
  };
}

const recordTabs = ["timeline", "details", "history"] as const;

export interface RecordSearch {
  tab?: (typeof recordTabs)[number];
}

export function recordSearch(search: Record<string, unknown>): RecordSearch {
  return { tab: recordTabs.find((tab) => tab === search.tab) };
}

const taskGroups = ["overdue", "today", "upcoming", "undated", "done"] as const;

export interface TasksSearch {
  group?: (typeof taskGroups)[number];
  whose?: "mine";
}

export function tasksSearch(search: Record<string, unknown>): TasksSearch {
  return {
    group: taskGroups.find((group) => group === search.group),
    whose: search.whose === "mine" ? "mine" : undefined,
  };
}

function isTree(value: unknown): value is FilterNode {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
