/** What the inbox reads: its list, one conversation and its events. */
import { infiniteQueryOptions, type QueryClient, queryOptions } from "@tanstack/react-query";
import { answered, api } from "./client";
import { mergeEvents } from "./conversation-log";
import type { InboxConversation } from "./inbox-shapes";
import { type InboxView, listParameters } from "./inbox-view";
import type { ConversationEvent, ConversationState } from "./types";

const pageSize = 50;
const eventsAtOnce = 200;

export const conversationsKey = ["conversations"] as const;

export function conversationsQuery(view: InboxView) {
  return infiniteQueryOptions({
    queryKey: [...conversationsKey, "list", listParameters(view)],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET("/api/v1/conversations", {
          params: { query: { ...listParameters(view), limit: pageSize, after: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** How many conversations each view holds. */
export const countsQuery = queryOptions({
  queryKey: [...conversationsKey, "counts"],
  queryFn: () => answered(api.GET("/api/v1/inbox/views")),
});

/** One conversation; what the list knows of it is shown until it is read. */
export function conversationQuery(queryClient: QueryClient, conversationId: string) {
  return queryOptions({
    queryKey: [...conversationsKey, "one", conversationId],
    queryFn: () =>
      answered(
        api.GET("/api/v1/conversations/{conversation_id}", {
          params: { path: { conversation_id: conversationId } },
        }),
      ),
    placeholderData: () => inLists(queryClient, conversationId),
  });
}

function inLists(queryClient: QueryClient, conversationId: string): InboxConversation | undefined {
  const lists = queryClient.getQueriesData<{ pages: { items: InboxConversation[] }[] }>({
    queryKey: [...conversationsKey, "list"],
  });
  return lists
    .flatMap(([, data]) => data?.pages.flatMap((page) => page.items) ?? [])
    .find(({ id }) => id === conversationId);
}

export const labelsQuery = queryOptions({
  queryKey: ["labels"],
  queryFn: async () => (await answered(api.GET("/api/v1/labels"))).items,
  staleTime: 60_000,
});

export const savedRepliesQuery = queryOptions({
  queryKey: ["saved-replies"],
  queryFn: () => answered(api.GET("/api/v1/saved-replies")),
  staleTime: 60_000,
});

export interface EventsRead {
  events: ConversationEvent[];
  state: ConversationState;
}

export function eventsKey(conversationId: string) {
  return ["conversation-events", conversationId] as const;
}

/** All events, read once; the conversation's line brings what comes later. */
export function eventsQuery(queryClient: QueryClient, conversationId: string) {
  return queryOptions({
    queryKey: eventsKey(conversationId),
    queryFn: async (): Promise<EventsRead> => {
      const known = queryClient.getQueryData<EventsRead>(eventsKey(conversationId));
      let events = known?.events ?? [];
      let state: ConversationState = known?.state ?? "bot";
      for (let after: number | null = lastSeq(events); after !== null; ) {
        const page = await eventsAfter(conversationId, after);
        events = mergeEvents(events, page.items);
        state = page.state;
        after = page.next;
      }
      return { events, state };
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Adds what just came, by the line or as the answer to a deed. */
export function addEvents(
  queryClient: QueryClient,
  conversationId: string,
  fresh: ConversationEvent[],
  state?: ConversationState,
): void {
  queryClient.setQueryData<EventsRead>(
    eventsKey(conversationId),
    (known) => known && { events: mergeEvents(known.events, fresh), state: state ?? known.state },
  );
}

export function lastSeqKnown(queryClient: QueryClient, conversationId: string): number {
  return lastSeq(queryClient.getQueryData<EventsRead>(eventsKey(conversationId))?.events ?? []);
}

export function exportConversation(conversationId: string) {
  return answered(
    api.GET("/api/v1/conversations/{conversation_id}/export", {
      params: { path: { conversation_id: conversationId } },
    }),
  );
}

function eventsAfter(conversationId: string, after: number) {
  return answered(
    api.GET("/api/v1/conversations/{conversation_id}/events", {
      params: { path: { conversation_id: conversationId }, query: { after, limit: eventsAtOnce } },
    }),
  );
}

function lastSeq(events: ConversationEvent[]): number {
  return events.at(-1)?.seq ?? 0;
}
