/** The workspace's bots, which several features choose from. */
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { Bot } from "./types";

const watchEvery = 2000;

/** A bot whose first knowledge is still being indexed is read again until it can answer. */
export function watchUntilIndexed(bots: Bot[]): number | false {
  return bots.some(({ knowledge }) => knowledge.sources > 0 && knowledge.passages === 0) && watchEvery;
}

export const botsQuery = queryOptions({
  queryKey: ["bots"],
  queryFn: () => answered(api.GET("/api/v1/bots/", { params: { query: { limit: 200 } } })),
  staleTime: 30_000,
  refetchInterval: (query) => watchUntilIndexed(query.state.data?.items ?? []),
});
