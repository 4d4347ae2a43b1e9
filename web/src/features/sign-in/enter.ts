/** Starts the session of a member of staff and goes to where they wanted to be. */
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { meQuery } from "../../api/me";
import { staffSession } from "../../api/session";
import type { Token } from "../../api/types";

export function useEnter(): (token: Token, back?: string) => Promise<void> {
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (token, back) => {
    queryClient.clear();
    staffSession.start(token.access_token);
    if (token.user) queryClient.setQueryData(meQuery.queryKey, token.user);
    await router.navigate({ href: back ?? "/" });
  };
}
