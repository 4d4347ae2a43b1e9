/** All that was said, what is on its way, and what could be asked next. */
import type { MessageEntry } from "../../api/conversation-log";
import type { LiveChat } from "../../api/customer-chat/live-chat";
import type { CitedPassage, PublicBot } from "../../api/types";
import { Linked } from "../../design/answer-text";
import { noticeWords } from "../../design/conversation-words";
import { asksForScore, awayWords, queueWords, writerWords } from "../../design/customer-words";
import { withoutNotes } from "../../design/source-notes";
import { Answer } from "./answer";
import { Files } from "./files";
import classes from "./messages.module.css";
import { Outgoing } from "./outgoing";
import { RateConversation } from "./rate-conversation";
import type { Conversation } from "./use-conversation";

/** While an answer comes its sources are not there yet: all its marks stay hidden. */
const mostNotes = 99;

interface MessageListProps {
  bot: PublicBot;
  conversation: Conversation;
  onSend: (text: string) => void;
  onOpenSource: (source: CitedPassage) => void;
}

export function MessageList({ bot, conversation, onSend, onOpenSource }: MessageListProps) {
  const { chat, log, outbox, state, streamed } = conversation;
  const isSent = state === "bot" && outbox.some((outgoing) => outgoing.status === "sending");
  const writes = writerWords(conversation, bot.name) ?? (isSent ? `${bot.name} is writing` : null);
  const waits = queueWords(conversation.queue);
  const away = state === "bot" ? awayWords(bot.team) : null;
  return (
    <>
      <ol className={classes.messages}>
        {bot.greeting && (
          <li className={classes.incoming}>
            <p className={classes.speaker}>{bot.name}</p>
            <p className={classes.said}>{bot.greeting}</p>
          </li>
        )}
        {away && <NoticeLine words={`${away} The assistant answers meanwhile.`} />}
        {log.entries.map((entry) => {
          if (entry.kind === "notice") {
            const words = noticeWords(entry, "customer");
            return words && <NoticeLine key={entry.seq} words={words} />;
          }
          if (entry.speaker === "customer") return <OwnMessage key={entry.seq} message={entry} chat={chat} />;
          return <Answer key={entry.seq} bot={bot} message={entry} chat={chat} onOpenSource={onOpenSource} />;
        })}
        {outbox.map((outgoing) => (
          <Outgoing
            key={outgoing.key}
            outgoing={outgoing}
            onSendAgain={() => void chat.sendAgain(outgoing)}
            onDiscard={() => chat.discard(outgoing.key)}
          />
        ))}
        {streamed && (
          <li className={classes.incoming} aria-hidden="true">
            <p className={classes.speaker}>{bot.name}, assistant</p>
            <p className={classes.said}>{withoutNotes(streamed, mostNotes)}</p>
          </li>
        )}
        {writes && <Writing words={writes} />}
        {waits && <NoticeLine words={waits} />}
      </ol>
      {asksForScore(conversation) && <RateConversation chat={chat} />}
      {outbox.length === 0 && state === "bot" && !conversation.isLoading && (
        <Suggestions questions={suggestionsFor(bot, conversation)} onSend={onSend} />
      )}
    </>
  );
}

function OwnMessage({ message, chat }: { message: MessageEntry; chat: LiveChat }) {
  return (
    <li className={classes.outgoing}>
      <span className={classes.hidden}>You said: </span>
      {message.text && (
        <p className={classes.said}>
          <Linked text={message.text} />
        </p>
      )}
      <Files files={message.files} chat={chat} />
    </li>
  );
}

function NoticeLine({ words }: { words: string }) {
  return <li className={classes.noticeLine}>{words}</li>;
}

function Writing({ words }: { words: string }) {
  return (
    <li className={classes.writing}>
      <span className={classes.writerName}>{words}</span>
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
