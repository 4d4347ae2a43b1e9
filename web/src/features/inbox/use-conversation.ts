/** What is known of a conversation besides its events; read again when something in it changes. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { conversationQuery } from "../../api/inbox";
import type { LiveConversation } from "./use-live-conversation";

export function useConversation(conversationId: string, live: LiveConversation) {
  const queryClient = useQueryClient();
  const about = useQuery(conversationQuery(queryClient, conversationId));
  const lastSeq = live.events.at(-1)?.seq ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new event may change whose it is, its labels, its state
  useEffect(() => {
    if (lastSeq > 0)
      void queryClient.invalidateQueries({
        queryKey: conversationQuery(queryClient, conversationId).queryKey,
      });
  }, [queryClient, conversationId, lastSeq, live.state]);
  // What the line says is newer than what was read.
  const data = about.data && live.read.data ? { ...about.data, state: live.state } : about.data;
  return { data, error: about.error };
}
