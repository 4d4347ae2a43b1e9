/** The chat itself: who answers, what was said, where to write. */
import { Button } from "@mantine/core";
import { useRef, useState } from "react";
import type { Api } from "../../api/client";
import { asProblem } from "../../api/problem";
import type { CitedPassage, PublicBot } from "../../api/types";
import { ProblemNotice } from "../../design/problem-notice";
import { Announcer } from "./announcer";
import classes from "./chat.module.css";
import { ChatHeader } from "./chat-header";
import type { ChatStorage } from "./chat-storage";
import { Composer } from "./composer";
import { MessageList } from "./message-list";
import { SourcePanel } from "./source-panel";
import { type Conversation, useConversation } from "./use-conversation";

interface ChatRoomProps {
  bot: PublicBot;
  api: Api;
  storage: ChatStorage;
  onSignOut?: () => void;
}

export function ChatRoom({ bot, api, storage, onSignOut }: ChatRoomProps) {
  const conversation = useConversation(bot, api, storage);
  const [opened, setOpened] = useState<CitedPassage | null>(null);
  const scrolled = useRef<HTMLElement>(null);

  function send(text: string) {
    scrolled.current?.scrollTo({ top: scrolled.current.scrollHeight });
    void conversation.send(text);
  }

  function signOut() {
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
        <Composer storage={storage} onSend={send} />
      </main>
      <ChatFoot conversation={conversation} onSignOut={onSignOut && signOut} />
      <Announcer conversation={conversation} botName={bot.name} />
      <SourcePanel source={opened} onClose={() => setOpened(null)} />
    </div>
  );
}

function Trouble({ conversation }: { conversation: Conversation }) {
  if (conversation.error === null) return null;
  const isOver = [401, 403, 404].includes(asProblem(conversation.error).status);
  if (!isOver) return <ProblemNotice error={conversation.error} onRetry={() => void conversation.reread()} />;
  return (
    <div className={classes.notice}>
      <p>{asProblem(conversation.error).detail}</p>
      <Button variant="default" onClick={conversation.startOver}>
        Start a new conversation
      </Button>
    </div>
  );
}

function ChatFoot({ conversation, onSignOut }: { conversation: Conversation; onSignOut?: () => void }) {
  const [error, setError] = useState<unknown>(null);
  return (
    <footer className={classes.foot}>
      {conversation.hasConversation && (
        <>
          <button type="button" onClick={() => conversation.save().then(() => setError(null), setError)}>
            Save as JSON
          </button>
          <button type="button" onClick={conversation.startOver}>
            Start over
          </button>
        </>
      )}
      {conversation.hasPrevious && (
        <button type="button" onClick={conversation.goBack}>
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
