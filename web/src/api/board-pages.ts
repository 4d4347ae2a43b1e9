/** A board and the further cards of its columns; read again, each column is as long as it was scrolled to. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";
import type { CrmRecord, FilterNode } from "./objects";
import type { Board, BoardColumn } from "./record-shapes";
import { type BoardQuery, boardQuery, listParameters, type Page, recordKeys } from "./records";

const firstCards = 20;
const mostCards = 200;

export const newestFirst = "-id";

export function growingBoardQuery(queryClient: QueryClient, object: string, query: BoardQuery) {
  const queryKey = [...recordKeys.of(object), "board", "growing", query];
  return queryOptions({
    queryKey,
    queryFn: async () => {
      const before = queryClient.getQueryData<Board>(queryKey);
      const first = boardQuery(object, { ...query, limit: firstCards });
      const board = await queryClient.fetchQuery({ ...first, retry: false, staleTime: 0, gcTime: 0 });
      const columns = board.columns.map((column) => grown(object, query, column, before));
      return { ...board, columns: await Promise.all(columns) };
    },
    staleTime: 15_000,
  });
}

export interface Pipeline {
  id: number;
  name: string;
  /** The stages of its deals in their order. */
  stages: string[] | null;
}

export const pipelinesQuery = queryOptions({
  queryKey: [...recordKeys.of("pipelines"), "choices", "all"],
  queryFn: async ({ signal }) => {
    const query = { sort: "name", limit: 100 };
    const { data } = await crmRequest<Page<CrmRecord>>("GET", "/pipelines", { query, signal });
    return data.items.map(pipelineIn);
  },
  staleTime: 60_000,
});

function pipelineIn({ id, name, stages }: CrmRecord): Pipeline {
  return { id, name: String(name), stages: Array.isArray(stages) ? stages.map(String) : null };
}

/** The next cards of one column. */
export async function readCards(
  object: string,
  query: BoardQuery,
  column: BoardColumn,
  limit = firstCards,
): Promise<Page<CrmRecord>> {
  const { filter, search, sort = newestFirst } = query;
  const where = [...(filter ? [filter] : []), ...pipelineOf(query), inColumn(query.field, column.value)];
  const { data } = await crmRequest<Page<CrmRecord>>("GET", `/${object}`, {
    query: { ...listParameters({ filter: { and: where }, search, sort }), limit, after: column.next },
  });
  return data;
}

export function inColumn(field: string, value: string | null): FilterNode {
  return value === null ? { field, op: "is_empty" } : { field, op: "eq", value };
}

function pipelineOf({ pipeline_id }: BoardQuery): FilterNode[] {
  return pipeline_id === undefined ? [] : [{ field: "pipeline_id", op: "eq", value: pipeline_id }];
}

async function grown(object: string, query: BoardQuery, column: BoardColumn, before: Board | undefined) {
  const length = before?.columns.find(({ value }) => value === column.value)?.items.length ?? 0;
  const missing = Math.min(length, mostCards) - column.items.length;
  if (missing <= 0 || column.next === null) return column;
  const page = await readCards(object, query, column, missing);
  return { ...column, items: [...column.items, ...page.items], next: page.next };
}
