/** Tells a screen reader each new message once, politely; what was there on opening is not read again. */
import { noticeWords } from "../../design/conversation-words";
import { withoutNotes } from "../../design/source-notes";
import classes from "./chat.module.css";
import type { Conversation } from "./use-conversation";

export function Announcer({ conversation, botName }: { conversation: Conversation; botName: string }) {
  const { log, announcedUpTo } = conversation;
  const own = log.entries.findLast((entry) => entry.kind === "message" && entry.speaker === "customer");
  const from = Math.max(announcedUpTo, own?.seq ?? 0);
  return (
    <div role="log" aria-label="New messages" className={classes.hidden}>
      {log.entries
        .filter((entry) => entry.seq > from)
        .map((entry) => {
          if (entry.kind === "notice") return <p key={entry.seq}>{noticeWords(entry, "customer")}</p>;
          const words = withoutNotes(entry.text, entry.turn?.sources.length ?? 0);
          return <p key={entry.seq}>{`${entry.name || botName}: ${words}`}</p>;
        })}
    </div>
  );
}
