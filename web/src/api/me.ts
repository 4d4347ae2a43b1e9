/** Who is signed in, and what that role may change. */
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { Me } from "./types";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => answered(api.GET("/api/v1/me")),
  staleTime: 5 * 60_000,
});

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

export function isAdmin(me: Me): boolean {
  return me.role === "owner" || me.role === "admin";
}

/** Viewers read; all others answer customers too. */
export function mayAnswer(me: Me): boolean {
  return me.role !== "viewer";
}
