/** One conversation as it goes on: its events, who is there, who writes, and whether the line holds. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { addEvents, eventsKey, eventsQuery, lastSeqKnown } from "../../api/inbox";
import {
  eventOf,
  type Line,
  type LineState,
  type LiveEvent,
  type LiveFrame,
  openConversationLine,
} from "../../api/live";
import { staffSession } from "../../api/session";
import type { ConversationState } from "../../api/types";
import { afterFrame, afterMessage, type PersonHere, stillWriting } from "./people-here";

export function useLiveConversation(conversationId: string) {
  const queryClient = useQueryClient();
  const read = useQuery(eventsQuery(queryClient, conversationId));
  const [lineState, setLineState] = useState<LineState>("connecting");
  const [people, setPeople] = useState<readonly PersonHere[]>([]);
  const line = useRef<Line | null>(null);
  const isRead = read.isSuccess;

  useEffect(() => {
    if (!isRead) return;
    function hear(frame: LiveFrame) {
      const event = eventOf(frame);
      if (event && isMerge(event)) {
        // The log has new numbers now, in another order.
        void queryClient.resetQueries({ queryKey: eventsKey(conversationId) });
      } else if (event) {
        addEvents(queryClient, conversationId, [event]);
        setPeople((known) => afterMessage(known, event.actor));
      } else if (frame.type === "status") {
        addEvents(queryClient, conversationId, [], frame.metadata.state as ConversationState);
      } else setPeople((known) => afterFrame(known, frame, Date.now()));
    }
    const opened = openConversationLine({
      reference: conversationId,
      after: () => lastSeqKnown(queryClient, conversationId),
      token: staffSession.token,
      onFrame: hear,
      onState: (state) => {
        setLineState(state);
        if (state !== "open") setPeople([]);
      },
    });
    line.current = opened;
    return () => {
      opened.close();
      line.current = null;
      setPeople([]);
    };
  }, [queryClient, conversationId, isRead]);

  const writing = useStillWriting(people);
  return {
    read,
    events: read.data?.events ?? [],
    state: read.data?.state ?? "bot",
    lineState,
    people,
    writing,
    tellTyping: (isOn: boolean) => line.current?.send({ type: "typing", content: isOn ? "on" : "off" }),
  };
}

function isMerge(event: LiveEvent): boolean {
  return event.type === "status" && event.data.kind === "merge" && event.data.from !== undefined;
}

export type LiveConversation = ReturnType<typeof useLiveConversation>;

/** Who writes now; whoever fell silent without saying so is forgotten when it is time. */
function useStillWriting(people: readonly PersonHere[]): PersonHere[] {
  const [, tick] = useState(0);
  const now = Date.now();
  const writing = stillWriting(people, now);
  const next = Math.min(...writing.map((person) => person.writesUntil));
  useEffect(() => {
    if (!Number.isFinite(next)) return;
    const timer = setTimeout(() => tick((count) => count + 1), Math.max(0, next - Date.now()) + 50);
    return () => clearTimeout(timer);
  }, [next]);
  return writing;
}
