/** What pages read of records; the one place that knows these paths. Writes are in record-writes.ts. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";
import type { CrmRecord, FieldData, FilterNode, QueryValue } from "./objects";
import type { Board, DuplicateCandidate, DuplicateGroup, HistoryEntry, TimelineEntry } from "./record-shapes";

export interface Page<Item> {
  items: Item[];
  next: string | null;
  total: number;
  total_is_estimate?: true;
}

export interface ListQuery {
  filter?: FilterNode;
  search?: string;
  /** Fields in order, "-" before those that run downwards: `-value,title`. */
  sort?: string;
  trash?: boolean;
  limit?: number;
}

export interface GroupRow {
  group: Record<string, FieldData>;
  labels: Record<string, string>;
  /** `count`, and `<fn>_<field>` for each aggregate. */
  values: Record<string, number | null>;
}

const pageSize = 100;

/** Keys begin with the object, then the kind of answer, so that a write can say what it made old. */
export const recordKeys = {
  all: ["records"] as const,
  of: (object: string) => ["records", object] as const,
  lists: (object: string) => ["records", object, "list"] as const,
  one: (object: string, id: number) => ["records", object, "one", id] as const,
};

export function listQuery(object: string, query: ListQuery = {}) {
  return infiniteQueryOptions({
    queryKey: [...recordKeys.lists(object), query],
    queryFn: ({ pageParam, signal }) => readPage(object, query, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** The first few records, for a choice that is searched as one types. */
export function choicesQuery(object: string, search: string, limit = 20) {
  return queryOptions({
    queryKey: [...recordKeys.of(object), "choices", search, limit],
    queryFn: ({ signal }) => readPage(object, { search, limit }, undefined, signal),
    staleTime: 30_000,
  });
}

async function readPage(object: string, query: ListQuery, after?: string, signal?: AbortSignal) {
  const { data } = await crmRequest<Page<CrmRecord>>("GET", `/${object}`, {
    query: { ...listParameters(query), limit: query.limit ?? pageSize, after },
    signal,
  });
  return data;
}

export function listParameters({ filter, search, sort, trash }: ListQuery) {
  return {
    filter: filter === undefined ? undefined : JSON.stringify(filter),
    search,
    sort,
    trash: trash || undefined,
  };
}

export function recordQuery(object: string, id: number) {
  return queryOptions({
    queryKey: recordKeys.one(object, id),
    queryFn: async ({ signal }) => (await crmRequest<CrmRecord>("GET", `/${object}/${id}`, { signal })).data,
  });
}

export function queryGroups(object: string, query: QueryValue) {
  return queryOptions({
    queryKey: [...recordKeys.of(object), "groups", query],
    queryFn: async ({ signal }) =>
      (await crmRequest<{ groups: GroupRow[] }>("POST", `/${object}/query`, { body: query, signal })).data
        .groups,
  });
}

/** Records by their ids, in that order; those that are gone, or may not be seen, are left out. */
export function recordsByIdsQuery(object: string, ids: readonly number[]) {
  return queryOptions({
    queryKey: [...recordKeys.of(object), "ids", ids],
    queryFn: async ({ signal }) => {
      if (ids.length === 0) return [];
      const where: FilterNode = { field: "id", op: "in", value: [...ids] };
      const { items } = await askRecords(object, { where, limit: ids.length }, signal);
      return ids.flatMap((id) => items.find((record) => record.id === id) ?? []);
    },
  });
}

/** The first page of what a query asks for. */
export function askedRecordsQuery(object: string, query: QueryValue) {
  return queryOptions({
    queryKey: [...recordKeys.of(object), "asked", query],
    queryFn: ({ signal }) => askRecords(object, query, signal),
  });
}

async function askRecords(object: string, query: QueryValue, signal: AbortSignal) {
  return (await crmRequest<Page<CrmRecord>>("POST", `/${object}/query`, { body: query, signal })).data;
}

export interface BoardQuery extends Pick<ListQuery, "filter" | "search" | "sort" | "limit"> {
  field: string;
  pipeline_id?: number;
}

export function boardQuery(object: string, query: BoardQuery) {
  const { field, pipeline_id, limit } = query;
  return queryOptions({
    queryKey: [...recordKeys.of(object), "board", query],
    queryFn: async ({ signal }) =>
      (
        await crmRequest<Board>("GET", `/${object}/board`, {
          query: { field, pipeline_id, limit, ...listParameters(query) },
          signal,
        })
      ).data,
  });
}

export function historyQuery(object: string, id: number) {
  return pagesOf<HistoryEntry>(object, id, "history", {});
}

export function timelineQuery(object: string, id: number, kinds: readonly string[] = []) {
  return pagesOf<TimelineEntry>(object, id, "timeline", { kinds: kinds.join(",") });
}

function pagesOf<Item>(object: string, id: number, kind: string, query: Record<string, string>) {
  return infiniteQueryOptions({
    queryKey: [...recordKeys.of(object), kind, id, query],
    queryFn: async ({ pageParam, signal }) =>
      (
        await crmRequest<Page<Item>>("GET", `/${object}/${id}/${kind}`, {
          query: { ...query, limit: 50, after: pageParam },
          signal,
        })
      ).data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** Records that are likely the same as this one. */
export function duplicatesQuery(object: string, id: number) {
  return queryOptions({
    queryKey: [...recordKeys.of(object), "duplicates", id],
    queryFn: async ({ signal }) =>
      (await crmRequest<{ items: DuplicateCandidate[] }>("GET", `/${object}/${id}/duplicates`, { signal }))
        .data.items,
  });
}

/** Groups of likely doubles over the whole object. */
export function duplicateGroupsQuery(object: string) {
  return infiniteQueryOptions({
    queryKey: [...recordKeys.of(object), "duplicate-groups"],
    queryFn: async ({ pageParam, signal }) =>
      (
        await crmRequest<Page<DuplicateGroup>>("GET", `/${object}/duplicates`, {
          query: { limit: 20, after: pageParam },
          signal,
        })
      ).data,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

type LoadedList = { pages: Page<CrmRecord>[]; pageParams: unknown[] };

/** Puts a record that was just written where it is shown, and lets everything that hangs on it be read again. */
export function keepRecord(queryClient: QueryClient, object: string, record: CrmRecord): void {
  replaceInLists(queryClient, object, record.id, () => record);
  queryClient.setQueryData(recordKeys.one(object, record.id), record);
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => hangsOn(queryKey, object) });
  void queryClient.invalidateQueries({ queryKey: recordKeys.lists(object), refetchType: "none" });
}

export function replaceInLists(
  queryClient: QueryClient,
  object: string,
  id: number,
  change: (record: CrmRecord) => CrmRecord,
): void {
  queryClient.setQueriesData<LoadedList>({ queryKey: recordKeys.lists(object) }, (loaded) => {
    if (!loaded?.pages.some((page) => page.items.some((item) => item.id === id))) return loaded;
    const pages = loaded.pages.map((page) => ({
      ...page,
      items: page.items.map((item) => (item.id === id ? change(item) : item)),
    }));
    return { ...loaded, pages };
  });
}

/** Lets everything that may show records of this object be read again. */
export function forgetRecords(queryClient: QueryClient, object: string): void {
  void queryClient.invalidateQueries({ queryKey: recordKeys.of(object) });
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => hangsOn(queryKey, object) });
  void queryClient.invalidateQueries({ queryKey: recordKeys.all, refetchType: "none" });
}

const farReaching = new Set(["one", "timeline", "history", "groups", "duplicates"]);

/** Sums, timelines and pages of other records name this one too; their long lists are left until they are next shown. */
function hangsOn(queryKey: readonly unknown[], object: string): boolean {
  const [root, owner, kind] = queryKey;
  if (root === "dashboard" || root === "trash") return true;
  if (root !== "records") return false;
  return owner === object ? kind !== "list" : farReaching.has(String(kind));
}
