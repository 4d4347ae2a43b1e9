/** Whose desk this is, who answers at the moment, and the way to a person. */
import { Button } from "@mantine/core";
import { IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { asProblem } from "../../api/problem";
import type { PublicBot } from "../../api/types";
import { answererWords } from "../../design/customer-words";
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
          <p data-state={state}>{answererWords(state, log)}</p>
        </div>
        {!isWithPeople && <TalkToPerson onAsk={conversation.chat.askForPerson} />}
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
