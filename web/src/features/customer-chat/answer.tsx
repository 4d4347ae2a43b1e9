/** One answer: its words with their sources, what was understood where the bot shows it, and its rating. */
import type { MessageEntry } from "../../api/conversation-log";
import type { LiveChat } from "../../api/customer-chat/live-chat";
import type { CitedPassage, PublicBot } from "../../api/types";
import { AnswerText } from "../../design/answer-text";
import { CategoryMark, PriorityMark, SentimentMark } from "../../design/marks";
import { Files } from "./files";
import classes from "./messages.module.css";
import { RateAnswer } from "./rate-answer";

interface AnswerProps {
  bot: PublicBot;
  message: MessageEntry;
  chat: LiveChat;
  onOpenSource: (source: CitedPassage) => void;
}

export function Answer({ bot, message, chat, onOpenSource }: AnswerProps) {
  const { turn } = message;
  // What the bot says only to hand over is no answer that could be rated.
  const isAnswer = message.speaker === "bot" && turn?.engine !== "none";
  const cited = turn?.sources.slice(0, turn.citedCount) ?? [];
  return (
    <li className={classes.incoming}>
      <p className={classes.speaker}>{speakerWords(message, bot.name)}</p>
      <div className={classes.said}>
        <AnswerText text={message.text} sources={turn?.sources ?? []} onOpenSource={onOpenSource} />
      </div>
      <Files files={message.files} chat={chat} />
      {cited.length > 0 && <SourceList sources={cited} onOpen={onOpenSource} />}
      {bot.show_analysis && isAnswer && turn !== null && (
        <p className={classes.analysis}>
          {turn.category && <CategoryMark category={turn.category} />}
          {turn.sentiment && <SentimentMark sentiment={turn.sentiment} />}
          {turn.priority !== null && <PriorityMark priority={turn.priority} />}
        </p>
      )}
      {isAnswer && <RateAnswer message={message} onRate={chat.rate} />}
    </li>
  );
}

function SourceList({
  sources,
  onOpen,
}: {
  sources: CitedPassage[];
  onOpen: (source: CitedPassage) => void;
}) {
  return (
    <ol className={classes.sources} aria-label="Sources">
      {sources.map((source, index) => (
        <li key={source.id}>
          <button type="button" onClick={() => onOpen(source)}>
            <span className={classes.number}>{index + 1}</span>
            {source.title}
          </button>
        </li>
      ))}
    </ol>
  );
}

function speakerWords(message: MessageEntry, botName: string): string {
  if (message.speaker === "bot") return `${botName}, assistant`;
  if (message.speaker === "system") return "Notice";
  return message.name || "A person";
}
