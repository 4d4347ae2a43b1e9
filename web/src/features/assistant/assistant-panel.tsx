/** The assistant over any page: it knows the record that is open there, and goes on where it was left. */
import { ActionIcon, CloseButton, Title, Tooltip } from "@mantine/core";
import { IconMaximize, IconPlus } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type RefObject, useEffect, useState } from "react";
import type { Viewing } from "../../api/assistant-shapes";
import { ConversationView } from "./conversation";
import { keepSession, keptSession } from "./conversation-storage";
import { HistoryButton } from "./history-button";
import classes from "./panel.module.css";

interface AssistantPanelProps {
  viewing: Viewing | null;
  input: RefObject<HTMLTextAreaElement | null>;
  /** A person has opened it just now, so the focus goes there. */
  isAsked: boolean;
  openRecord: (object: string, id: number) => void;
  onClose: () => void;
}

export function AssistantPanel({ viewing, input, isAsked, openRecord, onClose }: AssistantPanelProps) {
  const [session, setSession] = useState(keptSession);

  useEffect(() => {
    if (isAsked) input.current?.focus();
  }, [isAsked, input]);

  function go(next: string | undefined) {
    keepSession(next);
    setSession(next);
    input.current?.focus();
  }

  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <Title order={2}>Assistant</Title>
        <div className={classes.buttons}>
          <Tooltip label="New conversation">
            <ActionIcon
              variant="default"
              size={32}
              aria-label="New conversation"
              disabled={session === undefined}
              onClick={() => go(undefined)}
            >
              <IconPlus size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
          <HistoryButton session={session} onChoose={go} />
          <Tooltip label="Open as a page">
            <ActionIcon
              renderRoot={(parts) => <Link {...parts} to="/assistant" search={{ session }} />}
              variant="default"
              size={32}
              aria-label="Open as a page"
            >
              <IconMaximize size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
          <CloseButton size={32} aria-label="Close the assistant" onClick={onClose} />
        </div>
      </div>
      <ConversationView
        place="panel"
        session={session}
        onSession={setSession}
        viewing={viewing}
        isNarrow
        openRecord={openRecord}
        input={input}
      />
    </div>
  );
}
