/** Keeps what the inbox shows fresh: what the server says has changed is read again, at most once a second. */
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { conversationsKey } from "../../api/inbox";
import { listenToInbox } from "../../api/inbox-feed";
import type { LineState } from "../../api/live";
import { type Presence, presenceAfter } from "./staff-presence";

const atMostEvery = 1000;

export function useInboxFeed(): { state: LineState; presence: Presence } {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LineState>("connecting");
  const [presence, setPresence] = useState<Presence>(new Map());
  useEffect(() => {
    const refresh = calmly(() => void queryClient.invalidateQueries({ queryKey: conversationsKey }));
    let wasCut = false;
    const stop = listenToInbox({
      onFrame: (frame) => {
        const isChange = frame.content === "changed" || frame.content === "reload";
        if (frame.type === "status" && isChange) refresh.ask();
        else setPresence((known) => presenceAfter(known, frame, Date.now()));
      },
      onState: (next) => {
        setState(next);
        if (next !== "open") setPresence(new Map());
        // What changed while nobody listened was told to nobody.
        if (next === "open" && wasCut) refresh.ask();
        wasCut ||= next === "cut";
      },
    });
    return () => {
      stop();
      refresh.stop();
    };
  }, [queryClient]);
  return { state, presence };
}

/** The first time at once, then no more often than once in a while, and never not at all. */
function calmly(run: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;
  function go() {
    run();
    isAsked = false;
    timer = setTimeout(() => {
      timer = undefined;
      if (isAsked) go();
    }, atMostEvery);
  }
  return {
    ask() {
      isAsked = true;
      if (timer === undefined) go();
    },
    stop: () => clearTimeout(timer),
  };
}
