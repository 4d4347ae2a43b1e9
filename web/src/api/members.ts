/** The staff of the workspace, for fields that name one of them. */
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import type { Me } from "./types";

export interface Member {
  id: number;
  name: string;
}

export function membersQuery(me: Me) {
  return queryOptions({
    queryKey: ["members", me.id],
    queryFn: async (): Promise<Member[]> => (await answered(api.GET("/api/v1/members"))).items,
    staleTime: 60_000,
  });
}
