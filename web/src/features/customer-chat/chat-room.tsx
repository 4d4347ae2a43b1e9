/** The chat itself: who answers, what was said, where to write. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import { asProblem } from "../../api/problem";
import type { Session } from "../../api/session";
import type { CitedPassage, PublicBot } from "../../api/types";
import { ProblemNotice } from "../../design/problem-notice";
import { Announcer } from "./announcer";
import classes from "./chat.module.css";
import { ChatHeader } from "./chat-header";
import { Composer } from "./composer";
import { MessageList } from "./message-list";
import { Remembered } from "./remembered";
import { SourcePanel } from "./source-panel";
import { type Conversation, useConversation } from "./use-conversation";

interface ChatRoomProps {
  bot: PublicBot;
  session: Session;
  onSignOut?: () => void;
}

export function ChatRoom({ bot, session, onSignOut }: ChatRoomProps) {
  const conversation = useConversation(bot, session);
  const { chat, storage } = conversation;
  const [opened, setOpened] = useState<CitedPassage | null>(null);
  const scrolled = useRef<HTMLElement>(null);

  function send(text: string, files: File[] = []) {
    scrolled.current?.scrollTo({ top: scrolled.current.scrollHeight });
    void chat.send(text, files);
  }

  function signOut() {
    chat.disconnect();
    storage.forget();
    onSignOut?.();
  }

  return (
    <div className={classes.room}>
      <ChatHeader bot={bot} conversation={conversation} />
      <main className={classes.main}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard */}
        <section className={classes.scrolled} ref={scrolled} tabIndex={0} aria-label="Messages">
          <div className={classes.column}>
            <MessageList bot={bot} conversation={conversation} onSend={send} onOpenSource={setOpened} />
            <Trouble conversation={conversation} />
          </div>
        </section>
        <Composer storage={storage} onSend={send} onTyping={chat.typing} />
      </main>
      <ChatFoot conversation={conversation} onSignOut={onSignOut && signOut} />
      <Announcer conversation={conversation} botName={bot.name} />
      <SourcePanel source={opened} onClose={() => setOpened(null)} />
    </div>
  );
}

function Trouble({ conversation }: { conversation: Conversation }) {
  const { error, chat, line } = conversation;
  if (error === null) {
    return line === "cut" ? (
      <p className={classes.notice} role="status">
        The connection is lost. It is being tried again; what you write is kept.
      </p>
    ) : null;
  }
  const isOver = [401, 403, 404].includes(error.status);
  if (!isOver) return <ProblemNotice error={error} onRetry={() => void chat.again()} />;
  return (
    <div className={classes.notice}>
      <p>{error.detail}</p>
      <Button variant="default" onClick={chat.startOver}>
        Start a new conversation
      </Button>
    </div>
  );
}

function ChatFoot({ conversation, onSignOut }: { conversation: Conversation; onSignOut?: () => void }) {
  const [error, setError] = useState<unknown>(null);
  const { chat } = conversation;
  return (
    <footer className={classes.foot}>
      {conversation.log.lastSeq > 0 && (
        <>
          <button type="button" onClick={() => conversation.save().then(() => setError(null), setError)}>
            Save as JSON
          </button>
          <Remembered conversation={conversation} />
          <button type="button" onClick={chat.startOver}>
            Start over
          </button>
        </>
      )}
      {conversation.hasPrevious && (
        <button type="button" onClick={chat.goBack}>
          Back to the earlier conversation
        </button>
      )}
      {onSignOut && (
        <button type="button" onClick={onSignOut}>
          Sign out
        </button>
      )}
      {error !== null && <span role="alert">{asProblem(error).detail}</span>}
    </footer>
  );
}
