/** One conversation: what was said, what is being asked now, and what went wrong with it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { type Asking, answerAfter, ask, keepTurn, readEarlier, sessionQuery } from "../../api/assistant";
import type { Exchange, Turn, Viewing } from "../../api/assistant-shapes";
import { showProblem } from "../../design/toasts";
import { keepSession } from "./conversation-storage";
import { touchedObjects } from "./turn-words";
import { useForget } from "./use-forget";

export interface Conversation {
  exchanges: Exchange[];
  isLoading: boolean;
  /** Why what was said before could not be read. */
  loadError: unknown;
  reload: () => void;
  /** Reads what was said earlier still; null where all is there. */
  showEarlier: (() => Promise<void>) | null;
  /** The message that waits for its answer, or got none. */
  outgoing: { message: string; error: unknown } | null;
  send: (message: string) => void;
  retry: () => void;
  /** Takes the unanswered message away. */
  discard: () => void;
  /** The answer to a verdict that was pressed, not said. */
  add: (message: string, turn: Turn) => void;
  /** The last answer that came while this was open; those before are not read out again. */
  fresh: Exchange | null;
}

/** `onSession` hears the name of a conversation that has just begun. */
export function useConversation(
  session: string | undefined,
  viewing: Viewing | null,
  onSession: (session: string) => void,
): Conversation {
  const queryClient = useQueryClient();
  const forget = useForget();
  const stored = useQuery({ ...sessionQuery(session ?? ""), enabled: session !== undefined });
  const fresh = useRef<Exchange | null>(null);
  const here = useRef(session);
  here.current = session;
  const { exchanges = nothingSaid, before = null } = stored.data ?? {};

  function take(message: string, turn: Turn) {
    fresh.current = keepTurn(queryClient, message, turn);
    keepSession(turn.session_id);
    forget(touchedObjects(turn));
  }

  const asking = useMutation({
    mutationFn: ask,
    onSuccess: (turn, { message, sessionId }) => {
      take(message, turn);
      if (sessionId === here.current && turn.session_id !== here.current) onSession(turn.session_id);
    },
  });

  /** An answer may be there whose way back was cut: then the message is not sent again. */
  async function retry(again: Asking) {
    const { sessionId, message } = again;
    const last = exchanges.at(-1)?.id ?? 0;
    const isAnswered =
      sessionId && (await answerAfter(queryClient, sessionId, last, message).catch(() => false));
    if (isAnswered) asking.reset();
    else asking.mutate(again);
  }

  const { variables } = asking;
  const isHere = variables?.sessionId === session && (asking.isPending || asking.isError);
  return {
    exchanges,
    isLoading: session !== undefined && stored.isPending,
    loadError: stored.data === undefined ? stored.error : null,
    reload: () => void stored.refetch(),
    showEarlier:
      session !== undefined && before !== null
        ? () => readEarlier(queryClient, session, before).catch(showProblem)
        : null,
    outgoing: variables && isHere ? { message: variables.message, error: asking.error } : null,
    send: (message) => asking.mutate({ message, sessionId: session, viewing }),
    retry: () => variables && void retry(variables),
    discard: asking.reset,
    add: take,
    fresh: fresh.current,
  };
}

const nothingSaid: Exchange[] = [];
