/** What a visitor may know before signing in. */
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";

export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: () => answered(api.GET("/api/v1/setup")),
  staleTime: 60_000,
});
