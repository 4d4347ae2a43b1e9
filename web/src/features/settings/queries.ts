/** What the settings read. */
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "../../api/client";

export const usersQuery = queryOptions({
  queryKey: ["users"],
  queryFn: () => answered(api.GET("/api/v1/users", { params: { query: { limit: 200 } } })),
});

export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: () => answered(api.GET("/api/v1/api-keys", { params: { query: { limit: 200 } } })),
});
