/** Reads a conversation's events, each time only those that are new. */
import type { QueryClient } from "@tanstack/react-query";
import { type Api, answered } from "../../api/client";
import { mergeEvents } from "../../api/conversation-log";
import type { ConversationEvent, ConversationState } from "../../api/types";

export interface EventsRead {
  events: ConversationEvent[];
  state: ConversationState;
  /** What was there when the page opened is not announced again. */
  announcedUpTo: number;
}

const eventsAtOnce = 200;

export function eventsKey(conversationId: string | null) {
  return ["chat-events", conversationId] as const;
}

export async function readEvents(
  api: Api,
  queryClient: QueryClient,
  conversationId: string,
  isResumed: boolean,
): Promise<EventsRead> {
  const known = queryClient.getQueryData<EventsRead>(eventsKey(conversationId));
  let events = known?.events ?? [];
  let state: ConversationState = known?.state ?? "bot";
  for (let after: number | null = lastSeq(events); after !== null; ) {
    const page = await eventsAfter(api, conversationId, after);
    events = mergeEvents(events, page.items);
    state = page.state;
    after = page.next;
  }
  return { events, state, announcedUpTo: known?.announcedUpTo ?? (isResumed ? lastSeq(events) : 0) };
}

function eventsAfter(api: Api, conversationId: string, after: number) {
  return answered(
    api.GET("/api/v1/conversations/{conversation_id}/events", {
      params: { path: { conversation_id: conversationId }, query: { after, limit: eventsAtOnce } },
    }),
  );
}

function lastSeq(events: ConversationEvent[]): number {
  return events.at(-1)?.seq ?? 0;
}
