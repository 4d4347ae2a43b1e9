/** The events of a conversation for staff: messages with their analysis, notices between them. */
import { Group, Text } from "@mantine/core";
import { IconThumbDown, IconThumbUp } from "@tabler/icons-react";
import type { LogEntry, MessageEntry } from "../../api/conversation-log";
import { useMe } from "../../api/me";
import { AnswerText } from "../../design/answer-text";
import { escalationReason, noticeWords } from "../../design/conversation-words";
import { CategoryMark, PriorityMark, SentimentMark } from "../../design/marks";
import { shareWords } from "../../design/number-words";
import { When } from "../../design/when";
import classes from "./event-list.module.css";

const speakerWords = { customer: "Customer", bot: "Assistant", staff: "Staff", system: "System" } as const;

export function EventList({ entries }: { entries: LogEntry[] }) {
  return (
    <ol className={classes.events}>
      {entries.map((entry) =>
        entry.kind === "notice" ? (
          <Notice key={entry.seq} words={noticeWords(entry, "staff")} at={entry.at} />
        ) : (
          <Message key={entry.seq} message={entry} />
        ),
      )}
    </ol>
  );
}

function Notice({ words, at }: { words: string | null; at: string }) {
  const { time_zone } = useMe().workspace;
  if (words === null) return null;
  return (
    <li className={classes.notice}>
      {words} · <When at={at} timeZone={time_zone} />
    </li>
  );
}

function Message({ message }: { message: MessageEntry }) {
  const { time_zone } = useMe().workspace;
  const turn = message.turn;
  return (
    <li className={classes.message} data-speaker={message.kind === "note" ? "note" : message.speaker}>
      <Group gap="xs" justify="space-between">
        <Text size="xs" fw={600}>
          {message.kind === "note" && "Note by "}
          {message.name || speakerWords[message.speaker]}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          <When at={message.at} timeZone={time_zone} />
        </Text>
      </Group>
      <AnswerText text={message.text} sources={turn?.sources ?? []} />
      {turn !== null && <Analysis message={message} />}
    </li>
  );
}

function Analysis({ message }: { message: MessageEntry }) {
  const turn = message.turn;
  if (turn === null) return null;
  const cited = turn.sources.slice(0, turn.citedCount);
  return (
    <div className={classes.analysis}>
      {turn.category && <CategoryMark category={turn.category} />}
      {turn.sentiment && <SentimentMark sentiment={turn.sentiment} />}
      {turn.priority !== null && <PriorityMark priority={turn.priority} />}
      {turn.confidence !== null && <span>confidence {shareWords(turn.confidence)}</span>}
      {turn.engine && <span>{turn.engine} engine</span>}
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
