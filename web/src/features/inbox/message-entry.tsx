/** One message or note: who wrote it, what was understood of it, how it was rated. */
import { IconLock, IconThumbDown, IconThumbUp } from "@tabler/icons-react";
import type { MessageEntry as Message } from "../../api/conversation-log";
import type { InboxConversation } from "../../api/inbox-shapes";
import type { Me } from "../../api/types";
import { AnswerText } from "../../design/answer-text";
import { escalationReason } from "../../design/conversation-words";
import { CategoryMark, PriorityMark, SentimentMark } from "../../design/marks";
import { shareWords } from "../../design/number-words";
import { When } from "../../design/when";
import { Files } from "./files";
import classes from "./log.module.css";
import { nameOfCustomer } from "./row-words";

interface MessageEntryProps {
  message: Message;
  conversation: InboxConversation;
  me: Me;
}

export function MessageEntry({ message, conversation, me }: MessageEntryProps) {
  const isNote = message.kind === "note";
  return (
    <li
      id={`event-${message.seq}`}
      className={classes.message}
      data-speaker={isNote ? "note" : message.speaker}
      data-side={!isNote && message.speaker === "customer" ? "left" : "right"}
    >
      <div className={classes.meta}>
        <span className={classes.speaker}>
          {isNote && (
            <>
              <IconLock size={12} aria-hidden="true" /> Private note by{" "}
            </>
          )}
          {speakerName(message, conversation, me)}
        </span>
        <When at={message.at} timeZone={me.workspace.time_zone} />
      </div>
      {message.text !== "" && <AnswerText text={message.text} sources={message.turn?.sources ?? []} />}
      <Files files={message.files} conversationId={conversation.id} />
      {message.turn !== null && <Analysis message={message} />}
    </li>
  );
}

function speakerName(message: Message, conversation: InboxConversation, me: Me): string {
  if (message.speaker === "customer") return message.name || nameOfCustomer(conversation);
  if (message.speaker === "bot") return message.name || conversation.bot_name || "Assistant";
  if (message.speaker === "system") return "the desk itself";
  return message.name === me.name ? `${message.name} (you)` : message.name || "A colleague";
}

function Analysis({ message }: { message: Message }) {
  const turn = message.turn;
  if (turn === null) return null;
  const cited = turn.sources.slice(0, turn.citedCount);
  return (
    <div className={classes.analysis}>
      {turn.category && <CategoryMark category={turn.category} />}
      {turn.sentiment && <SentimentMark sentiment={turn.sentiment} />}
      {turn.priority !== null && <PriorityMark priority={turn.priority} />}
      {turn.confidence !== null && <span>confidence {shareWords(turn.confidence)}</span>}
      {cited.length > 0 && <span>from {[...new Set(cited.map((source) => source.source))].join(", ")}</span>}
      {turn.escalationReason && <span>handed over: {escalationReason(turn.escalationReason)}</span>}
      {message.thumb && <Rating thumb={message.thumb} comment={message.comment} />}
    </div>
  );
}

function Rating({ thumb, comment }: { thumb: "up" | "down"; comment: string | null }) {
  const ThumbIcon = thumb === "up" ? IconThumbUp : IconThumbDown;
  return (
    <span>
      <ThumbIcon size={14} aria-hidden="true" style={{ verticalAlign: "-2px" }} />{" "}
      {thumb === "up" ? "rated helpful" : "rated not helpful"}
      {comment && `: “${comment}”`}
    </span>
  );
}
