/** All that was said, what is on its way, and what could be asked next. */
import type { CitedPassage, PublicBot } from "../../api/types";
import { noticeWords } from "../../design/conversation-words";
import { Answer } from "./answer";
import classes from "./messages.module.css";
import { Outgoing } from "./outgoing";
import type { Conversation } from "./use-conversation";

interface MessageListProps {
  bot: PublicBot;
  conversation: Conversation;
  onSend: (text: string) => void;
  onOpenSource: (source: CitedPassage) => void;
}

export function MessageList({ bot, conversation, onSend, onOpenSource }: MessageListProps) {
  const { log, outbox, state } = conversation;
  const isWriting = state === "bot" && outbox.some((outgoing) => outgoing.status === "sending");
  return (
    <>
      <ol className={classes.messages}>
        {bot.greeting && (
          <li className={classes.incoming}>
            <p className={classes.speaker}>{bot.name}</p>
            <p className={classes.said}>{bot.greeting}</p>
          </li>
        )}
        {log.entries.map((entry) => {
          if (entry.kind === "notice") {
            const words = noticeWords(entry, "customer");
            return words && <NoticeLine key={entry.seq} words={words} />;
          }
          if (entry.speaker === "customer") return <OwnMessage key={entry.seq} text={entry.text} />;
          return (
            <Answer
              key={entry.seq}
              bot={bot}
              message={entry}
              onRate={conversation.rate}
              onOpenSource={onOpenSource}
            />
          );
        })}
        {outbox.map((outgoing) => (
          <Outgoing
            key={outgoing.key}
            outgoing={outgoing}
            onSendAgain={() => void conversation.sendAgain(outgoing)}
            onDiscard={() => conversation.discard(outgoing.key)}
          />
        ))}
        {isWriting && <Writing name={bot.name} />}
      </ol>
      {outbox.length === 0 && state === "bot" && !conversation.isLoading && (
        <Suggestions questions={suggestionsFor(bot, conversation)} onSend={onSend} />
      )}
    </>
  );
}

function OwnMessage({ text }: { text: string }) {
  return (
    <li className={classes.outgoing}>
      <span className={classes.hidden}>You said: </span>
      <p className={classes.said}>{text}</p>
    </li>
  );
}

function NoticeLine({ words }: { words: string }) {
  return <li className={classes.noticeLine}>{words}</li>;
}

function Writing({ name }: { name: string }) {
  return (
    <li className={classes.writing}>
      <span className={classes.hidden}>{name} is writing</span>
      <span className={classes.dots} aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
    </li>
  );
}

interface SuggestionsProps {
  questions: string[];
  onSend: (text: string) => void;
}

function Suggestions({ questions, onSend }: SuggestionsProps) {
  if (questions.length === 0) return null;
  return (
    <ul className={classes.suggestions} aria-label="Suggested questions">
      {questions.map((question) => (
        <li key={question}>
          <button type="button" onClick={() => onSend(question)}>
            {question}
          </button>
        </li>
      ))}
    </ul>
  );
}

function suggestionsFor(bot: PublicBot, { log }: Conversation): string[] {
  const last = log.entries.findLast((entry) => entry.kind === "message");
  if (last === undefined) return bot.suggested_questions;
  return last.kind === "message" ? (last.turn?.suggestedActions ?? []) : [];
}
