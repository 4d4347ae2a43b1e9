/** The log of a conversation: messages, notes that only the team sees, and between them what happened. */
import { useEffect, useRef } from "react";
import { foldEvents } from "../../api/conversation-log";
import type { InboxConversation } from "../../api/inbox-shapes";
import { useMe } from "../../api/me";
import { LoadingRows } from "../../design/loading-rows";
import { useStickToLast } from "../../design/use-stick-to-last";
import classes from "./log.module.css";
import { MessageEntry } from "./message-entry";
import { NoticeLine } from "./notice-line";
import type { Outgoing } from "./outgoing";
import type { LiveConversation } from "./use-live-conversation";

interface EventLogProps {
  conversation: InboxConversation;
  live: LiveConversation;
  /** What was just written and is on its way. */
  pending: Outgoing | null;
}

export function EventLog({ conversation, live, pending }: EventLogProps) {
  const region = useRef<HTMLElement>(null);
  const column = useRef<HTMLOListElement>(null);
  const me = useMe();
  const { entries, lastSeq } = foldEvents(live.events);
  useStickToLast(region, column, `${conversation.id}-${lastSeq}-${pending?.text ?? ""}`);
  useNamedEvent(lastSeq > 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section ref={region} className={classes.region} aria-label="Messages" tabIndex={0}>
      {live.read.isPending && <LoadingRows rows={8} />}
      {live.read.isSuccess && entries.length === 0 && <p className={classes.notice}>Nothing was said yet.</p>}
      <ol ref={column} className={classes.entries}>
        {entries.map((entry) =>
          entry.kind === "notice" ? (
            <NoticeLine key={entry.seq} notice={entry} />
          ) : (
            <MessageEntry key={entry.seq} message={entry} conversation={conversation} me={me} />
          ),
        )}
        {pending && (
          <li
            className={classes.message}
            data-speaker={pending.mode === "note" ? "note" : "staff"}
            data-side="right"
            data-pending
          >
            <div className={classes.meta}>Being sent</div>
            <p className={classes.words}>{pending.text}</p>
          </li>
        )}
      </ol>
    </section>
  );
}

/** `#event-12` in the address: a colleague is led to that message. */
function useNamedEvent(isRead: boolean) {
  useEffect(() => {
    const named = isRead && /^#event-\d+$/.test(window.location.hash);
    if (named) document.querySelector(window.location.hash)?.scrollIntoView({ block: "center" });
  }, [isRead]);
}
