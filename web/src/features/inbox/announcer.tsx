/** Tells a screen reader each new message of others once, politely; what was there on opening is not read again. */
import { useRef } from "react";
import { useMe } from "../../api/me";
import classes from "./inbox.module.css";
import type { LiveConversation } from "./use-live-conversation";

const said = ["message", "note"];

export function Announcer({ live }: { live: LiveConversation }) {
  const me = useMe();
  const opened = useRef<number | null>(null);
  const lastSeq = live.events.at(-1)?.seq ?? 0;
  if (opened.current === null && live.read.isSuccess) opened.current = lastSeq;
  const from = opened.current ?? Number.POSITIVE_INFINITY;
  return (
    <div role="log" aria-label="New messages" className={classes.hidden}>
      {live.events
        .filter((event) => event.seq > from && said.includes(event.type) && event.actor.name !== me.name)
        .map((event) => (
          <p
            key={event.seq}
          >{`${event.type === "note" ? "Note by " : ""}${event.actor.name || event.actor.kind}: ${event.content}`}</p>
        ))}
    </div>
  );
}
