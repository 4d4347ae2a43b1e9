/** What the knowledge pages read. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import type { Source } from "../../api/types";

const watchEvery = 1000;
/** A failed source is tried again by the server itself. */
const watchFailedEvery = 10_000;
const pageSize = 50;

export function isAtWork(source: Source): boolean {
  return source.status === "pending" || source.status === "indexing";
}

function watchInterval(sources: Source[]): number | false {
  if (sources.some(isAtWork)) return watchEvery;
  return sources.some((source) => source.status === "failed") ? watchFailedEvery : false;
}

/** The sources of one bot; read again each second while one is being indexed. */
export function sourcesQuery(botId: number) {
  return queryOptions({
    queryKey: ["sources", { botId }],
    queryFn: () =>
      answered(api.GET("/api/v1/knowledge/sources", { params: { query: { bot_id: botId, limit: 200 } } })),
    refetchInterval: (query) => watchInterval(query.state.data?.items ?? []),
  });
}

export function sourceQuery(sourceId: number) {
  return queryOptions({
    queryKey: ["sources", sourceId],
    queryFn: () =>
      answered(
        api.GET("/api/v1/knowledge/sources/{source_id}", { params: { path: { source_id: sourceId } } }),
      ),
    refetchInterval: (query) => watchInterval(query.state.data ? [query.state.data] : []),
  });
}

export function passagesQuery(sourceId: number) {
  return infiniteQueryOptions({
    queryKey: ["sources", sourceId, "passages"],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET("/api/v1/knowledge/sources/{source_id}/passages", {
          params: { path: { source_id: sourceId }, query: { limit: pageSize, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function searchQuery(botId: number, question: string) {
  return queryOptions({
    queryKey: ["search", { botId, question }],
    queryFn: () =>
      answered(api.POST("/api/search", { body: { query: question, limit: 5, filters: { bot_id: botId } } })),
    staleTime: 0,
  });
}
