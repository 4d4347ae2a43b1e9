/** What the table shows, as the address and the chosen view together say it; pure. */
import { type FilterNode, fieldOf, type ObjectMeta } from "../../api/objects";
import type { SavedView } from "../../api/record-shapes";
import type { ListQuery } from "../../api/records";
import { isFilter } from "../../design/filters/filter-tree";

/** The address: what it does not give comes from the view, then from the object's own choice. */
export interface PageSearch {
  view?: number;
  filter?: FilterNode;
  search?: string;
  sort?: string;
  columns?: string;
  layout?: "board";
}

export interface PageState {
  filter: FilterNode | undefined;
  search: string;
  sort: string;
  columns: string[];
  layout: "table" | "board";
}

export function pageState(meta: ObjectMeta, search: PageSearch, view: SavedView | undefined): PageState {
  return {
    filter: meaningful(search.filter ?? view?.query.where ?? undefined),
    search: search.search ?? view?.query.search ?? "",
    sort: search.sort ?? view?.query.sort ?? meta.default_sort,
    columns: knownColumns(meta, search.columns?.split(",") ?? view?.columns ?? meta.list_columns),
    layout: search.layout ?? view?.layout ?? "table",
  };
}

export function listQueryOf({ filter, search, sort }: PageState): ListQuery {
  return { filter, search: search === "" ? undefined : search, sort };
}

const nothingAsked = { and: [] } satisfies FilterNode;

/** The address after a change. What the view says otherwise must be spelled out, also that it is empty. */
export function searchFor(
  meta: ObjectMeta,
  now: PageSearch,
  state: PageState,
  change: Partial<PageState>,
  view: SavedView | undefined,
): PageSearch {
  const after = { ...state, ...change };
  const leavesView = view !== undefined && needsViewLeft(view, after);
  const base = pageState(meta, {}, leavesView ? undefined : view);
  return {
    ...now,
    view: leavesView ? undefined : now.view,
    filter: same(after.filter, base.filter) ? undefined : (after.filter ?? nothingAsked),
    search: after.search === base.search ? undefined : after.search,
    sort: after.sort === base.sort ? undefined : after.sort,
    columns: same(after.columns, base.columns) ? undefined : after.columns.join(","),
    layout: after.layout === "board" && base.layout !== "board" ? "board" : undefined,
  };
}

/** An empty search and the table are said by leaving them out, so a view that says otherwise cannot stay chosen. */
function needsViewLeft(view: SavedView, after: PageState): boolean {
  const hasLostSearch = Boolean(view.query.search) && after.search === "";
  return hasLostSearch || (view.layout === "board" && after.layout === "table");
}

export function viewContent(state: PageState): Pick<SavedView, "query" | "columns" | "layout"> {
  const { filter, search, sort, columns, layout } = state;
  return { query: { where: filter ?? null, search: search === "" ? null : search, sort }, columns, layout };
}

export function isChanged(meta: ObjectMeta, state: PageState, view: SavedView): boolean {
  return !same(viewContent(state), viewContent(pageState(meta, {}, view)));
}

export interface SortKey {
  field: string;
  direction: "asc" | "desc";
}

export function sortKeys(sort: string): SortKey[] {
  return sort
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "" && part !== "-")
    .map((part) =>
      part.startsWith("-") ? { field: part.slice(1), direction: "desc" } : { field: part, direction: "asc" },
    );
}

/** A header was chosen: up, then down, then the object's own order. `isMore` keeps the other keys before it. */
export function sortAfter(meta: ObjectMeta, sort: string, field: string, isMore = false): string {
  const keys = sortKeys(sort);
  const current = keys.find((key) => key.field === field);
  const others = isMore ? keys.filter((key) => key.field !== field) : [];
  const next = nextKey(field, current);
  const written = [...others, ...(next === null ? [] : [next])].map(
    ({ field: name, direction }) => (direction === "desc" ? "-" : "") + name,
  );
  return written.join(",") || meta.default_sort;
}

function nextKey(field: string, current: SortKey | undefined): SortKey | null {
  if (current === undefined) return { field, direction: "asc" };
  return current.direction === "asc" ? { field, direction: "desc" } : null;
}

function knownColumns(meta: ObjectMeta, names: readonly string[]): string[] {
  const known = names.filter((name) => fieldOf(meta, name)?.retired === false);
  return known.length > 0 ? known : meta.list_columns;
}

/** A group without members asks nothing. */
function meaningful(node: FilterNode | undefined): FilterNode | undefined {
  if (!isFilter(node)) return undefined;
  if ("and" in node && node.and.length === 0) return undefined;
  return "or" in node && node.or.length === 0 ? undefined : node;
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
