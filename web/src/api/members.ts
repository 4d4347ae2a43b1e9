/** The staff of the workspace, for fields that name one of them. */
import { queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import { isAdmin } from "./me";
import type { Me } from "./types";

export interface Member {
  id: number;
  name: string;
}

/** Only admins may list all accounts; everybody else can choose themselves. */
export function membersQuery(me: Me) {
  return queryOptions({
    queryKey: ["members", me.id],
    queryFn: () => (isAdmin(me) ? allMembers() : myself(me)),
    staleTime: 60_000,
  });
}

async function allMembers(): Promise<Member[]> {
  const { items } = await answered(api.GET("/api/v1/users", { params: { query: { limit: 200 } } }));
  return items.filter((user) => user.is_active).map(({ id, name }) => ({ id, name }));
}

function myself(me: Me): Member[] {
  return [{ id: me.id, name: me.name }];
}
