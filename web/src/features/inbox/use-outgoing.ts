/** What was just written and is not in the log yet; what could not be sent goes back to the composer. */
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { addEvents, conversationsKey, type EventsRead, eventsKey, lastSeqKnown } from "../../api/inbox";
import { addNote, reply } from "../../api/inbox-deeds";
import { asProblem } from "../../api/problem";
import type { ConversationEvent } from "../../api/types";

import { isInLog, type Outgoing } from "./outgoing";

export function useOutgoing(conversationId: string, myName: string) {
  const queryClient = useQueryClient();
  const [pending, setPending] = useState<Outgoing | null>(null);
  const [error, setError] = useState<unknown>(null);
  const unsure = useRef<{ outgoing: Outgoing; after: number } | null>(null);

  /** Rejects where it was not stored. */
  async function send(outgoing: Outgoing): Promise<void> {
    setError(null);
    if (arrivedBefore(outgoing)) return;
    setPending(outgoing);
    const after = lastSeqKnown(queryClient, conversationId);
    try {
      addEvents(queryClient, conversationId, [await post(outgoing)]);
      void queryClient.invalidateQueries({ queryKey: conversationsKey });
    } catch (reason) {
      // Where no answer came, it may have been stored all the same.
      if (asProblem(reason).isTemporary) unsure.current = { outgoing, after };
      setError(reason);
      throw reason;
    } finally {
      setPending(null);
    }
  }

  function post({ mode, text, mentions, files }: Outgoing): Promise<ConversationEvent> {
    if (mode === "note") return addNote(conversationId, text, mentions);
    return reply(
      conversationId,
      text,
      files.map(({ id }) => id),
    );
  }

  function arrivedBefore(outgoing: Outgoing): boolean {
    const before = unsure.current;
    unsure.current = null;
    if (before === null || before.outgoing.text !== outgoing.text) return false;
    const events = queryClient.getQueryData<EventsRead>(eventsKey(conversationId))?.events ?? [];
    return isInLog(events, before.after, outgoing, myName);
  }

  return { pending, error, send };
}

export type OutgoingBox = ReturnType<typeof useOutgoing>;
