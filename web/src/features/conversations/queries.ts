/** What the conversation pages read. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import type { ConversationEvent, ConversationState } from "../../api/types";

const pageSize = 50;
const eventsAtOnce = 200;
const watchEvery = 10_000;

export interface ConversationFilter {
  state?: ConversationState;
  bot?: number;
}

export function conversationsQuery({ state, bot }: ConversationFilter) {
  return infiniteQueryOptions({
    queryKey: ["conversations", { state, bot }],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET("/api/v1/conversations", {
          params: { query: { state, bot_id: bot, limit: pageSize, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: watchEvery,
  });
}

export function eventsQuery(conversationId: string) {
  return queryOptions({
    queryKey: ["conversations", conversationId, "events"],
    queryFn: () => allEvents(conversationId),
    refetchInterval: watchEvery,
  });
}

async function allEvents(conversationId: string): Promise<ConversationEvent[]> {
  const events: ConversationEvent[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const page = await eventsAfter(conversationId, after);
    events.push(...page.items);
    after = page.next;
  }
  return events;
}

function eventsAfter(conversationId: string, after: number) {
  return answered(
    api.GET("/api/v1/conversations/{conversation_id}/events", {
      params: { path: { conversation_id: conversationId }, query: { after, limit: eventsAtOnce } },
    }),
  );
}

export function exportConversation(conversationId: string) {
  return answered(
    api.GET("/api/v1/conversations/{conversation_id}/export", {
      params: { path: { conversation_id: conversationId } },
    }),
  );
}
