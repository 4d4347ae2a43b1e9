/** One customer's conversation with one bot: what was said, what is on its way, and what can be done. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { type Api, answered } from "../../api/client";
import { foldEvents, messagesOf, type Thumb } from "../../api/conversation-log";
import { saveAsJson } from "../../api/download";
import { asProblem } from "../../api/problem";
import type { PublicBot } from "../../api/types";
import type { ChatStorage, KeptChat } from "./chat-storage";
import { type EventsRead, eventsKey, readEvents } from "./events";
import { notYetInLog, type OutgoingMessage } from "./outbox";

const watchEvery = 2000;
const personWish = "I would like to talk to a person.";

export type Conversation = ReturnType<typeof useConversation>;

export function useConversation(bot: PublicBot, api: Api, storage: ChatStorage) {
  const queryClient = useQueryClient();
  const [chat, setChat] = useState(() => storage.load());
  const current = useRef(chat);
  const resumedId = useRef(chat.conversationId);
  const opening = useRef<Promise<unknown> | null>(null);

  const read = useQuery({
    queryKey: eventsKey(chat.conversationId),
    queryFn: () => readNow(chat.conversationId ?? ""),
    enabled: chat.conversationId !== null,
    refetchInterval: (query) => (isWithPeople(query.state.data) ? watchEvery : false),
    staleTime: watchEvery,
  });
  const log = useMemo(() => foldEvents(read.data?.events ?? []), [read.data]);
  const outbox = notYetInLog(chat.outbox, messagesOf(log));

  function readNow(conversationId: string) {
    return readEvents(api, queryClient, conversationId, conversationId === resumedId.current);
  }

  function keep(changes: (chat: KeptChat) => Partial<KeptChat>) {
    current.current = { ...current.current, ...changes(current.current) };
    storage.save(current.current);
    setChat(current.current);
  }

  function changeOutgoing(key: string, changes: Partial<OutgoingMessage>) {
    keep(({ outbox: all }) => ({
      outbox: all.map((one) => (one.key === key ? { ...one, ...changes } : one)),
    }));
  }

  function take(key: string) {
    keep(({ outbox: all }) => ({ outbox: all.filter((one) => one.key !== key) }));
  }

  async function reread(): Promise<void> {
    const { conversationId } = current.current;
    if (conversationId === null) return;
    await queryClient.fetchQuery({
      queryKey: eventsKey(conversationId),
      queryFn: () => readNow(conversationId),
      staleTime: 0,
    });
  }

  /** A second message waits for the conversation that the first one opens. */
  async function post(text: string): Promise<void> {
    if (current.current.conversationId === null && opening.current) await opening.current;
    const { conversationId } = current.current;
    const call = answered(
      api.POST("/api/v1/query", {
        body: { message: text, bot_id: bot.id, conversation_id: conversationId ?? undefined },
      }),
    ).then((answer) => keep(() => ({ conversationId: answer.conversation_id })));
    if (conversationId === null) opening.current = call.catch(() => undefined);
    await call;
  }

  async function deliver(outgoing: OutgoingMessage): Promise<void> {
    try {
      await post(outgoing.text);
      await reread();
      take(outgoing.key);
    } catch (error) {
      changeOutgoing(outgoing.key, { status: "failed", reason: asProblem(error).detail });
    }
  }

  async function send(text: string): Promise<void> {
    const outgoing: OutgoingMessage = {
      key: `${Date.now()}-${current.current.outbox.length}`,
      text,
      afterSeq: log.lastSeq,
      status: "sending",
      reason: null,
    };
    keep(() => ({ outbox: [...outbox, outgoing] }));
    await deliver(outgoing);
  }

  /** The failed message may have arrived although its answer did not: the log is asked first. */
  async function sendAgain(outgoing: OutgoingMessage): Promise<void> {
    changeOutgoing(outgoing.key, { status: "sending", reason: null });
    await reread().catch(() => undefined);
    const data = queryClient.getQueryData<EventsRead>(eventsKey(current.current.conversationId));
    const isThere = notYetInLog([outgoing], messagesOf(foldEvents(data?.events ?? []))).length === 0;
    if (isThere) take(outgoing.key);
    else await deliver(outgoing);
  }

  async function askForPerson(): Promise<void> {
    if (current.current.conversationId === null) await send(personWish);
    const { conversationId } = current.current;
    if (conversationId === null) return;
    await answered(
      api.POST("/api/v1/conversations/{conversation_id}/handoff", {
        params: { path: { conversation_id: conversationId } },
        body: {},
      }),
    );
    await reread();
  }

  async function rate(seq: number, rating: Thumb, comment: string): Promise<void> {
    const { conversationId } = current.current;
    if (conversationId === null) return;
    await answered(
      api.POST("/api/v1/feedback", { body: { conversation_id: conversationId, seq, rating, comment } }),
    );
    await reread();
  }

  async function save(): Promise<void> {
    const { conversationId } = current.current;
    if (conversationId === null) return;
    const content = await answered(
      api.GET("/api/v1/conversations/{conversation_id}/export", {
        params: { path: { conversation_id: conversationId } },
      }),
    );
    saveAsJson(content, `conversation-with-${bot.slug}.json`);
  }

  function startOver() {
    opening.current = null;
    keep((kept) => ({ conversationId: null, previousId: kept.conversationId ?? kept.previousId }));
  }

  function goBack() {
    resumedId.current = current.current.previousId;
    keep((kept) => ({ conversationId: kept.previousId, previousId: null }));
  }

  return {
    log,
    state: read.data?.state ?? log.state,
    announcedUpTo: read.data?.announcedUpTo ?? 0,
    outbox,
    isLoading: chat.conversationId !== null && read.isPending,
    error: read.error,
    hasConversation: chat.conversationId !== null,
    hasPrevious: chat.conversationId === null && chat.previousId !== null,
    reread,
    send,
    sendAgain,
    discard: take,
    askForPerson,
    rate,
    save,
    startOver,
    goBack,
  };
}

function isWithPeople(read: EventsRead | undefined): boolean {
  return read?.state === "waiting" || read?.state === "human";
}
