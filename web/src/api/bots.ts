/** The workspace's bots, which several features choose from. */
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";

export const botsQuery = queryOptions({
  queryKey: ["bots"],
  queryFn: () => answered(api.GET("/api/v1/bots/", { params: { query: { limit: 200 } } })),
  staleTime: 30_000,
});
