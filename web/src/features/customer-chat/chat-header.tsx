/** Whose desk this is, who answers at the moment, and the way to a person. */
import { Button } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { type ConversationLog, messagesOf } from "../../api/conversation-log";
import { asProblem } from "../../api/problem";
import type { ConversationState, PublicBot } from "../../api/types";
import classes from "./chat.module.css";
import type { Conversation } from "./use-conversation";

export function ChatHeader({ bot, conversation }: { bot: PublicBot; conversation: Conversation }) {
  const { state, log } = conversation;
  const isWithPeople = state === "waiting" || state === "human";
  return (
    <header className={classes.header}>
      <div className={classes.headerColumn}>
        <div className={classes.who}>
          <h1>{bot.company || bot.name}</h1>
          <p data-state={state}>{statusWords(state, staffName(log))}</p>
        </div>
        {!isWithPeople && <TalkToPerson onAsk={conversation.askForPerson} />}
      </div>
    </header>
  );
}

function TalkToPerson({ onAsk }: { onAsk: () => Promise<void> }) {
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState<string | null>(null);

  async function ask() {
    setAsking(true);
    setReason(null);
    try {
      await onAsk();
    } catch (error) {
      setReason(asProblem(error).detail);
    } finally {
      setAsking(false);
    }
  }

  return (
    <div className={classes.person}>
      <Button
        variant="default"
        loading={isAsking}
        leftSection={<IconUser size={16} aria-hidden="true" />}
        onClick={ask}
      >
        Talk to a person
      </Button>
      {reason && <p role="alert">{reason}</p>}
    </div>
  );
}

export function statusWords(state: ConversationState, staff: string | null): string {
  if (state === "waiting") return "Waiting for a person. You can go on writing.";
  if (state === "human") return staff ? `${staff} answers` : "A person answers";
  if (state === "resolved") return "Closed. Write to open it again.";
  return "Answered by the assistant";
}

function staffName(log: ConversationLog): string | null {
  const last = messagesOf(log).findLast((message) => message.speaker === "staff");
  if (last?.name) return last.name;
  const taken = log.entries.findLast((entry) => entry.kind === "notice" && entry.to === "human");
  return taken?.name || null;
}
