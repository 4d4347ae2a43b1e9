/** The assistant with room: earlier conversations at the left, the conversation that the address names beside. */
import { Button, Group, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Viewing } from "../../api/assistant-shapes";
import { ConversationView } from "./conversation";
import { keepSession } from "./conversation-storage";
import { History } from "./history";
import { HistoryButton } from "./history-button";
import classes from "./page.module.css";

const route = getRouteApi("/frame/assistant");

export function AssistantPage({ viewing }: { viewing: Viewing | null }) {
  const { session } = route.useSearch();
  const navigate = route.useNavigate();
  const input = useRef<HTMLTextAreaElement>(null);
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  useEffect(() => {
    if (session !== undefined) keepSession(session);
  }, [session]);

  const go = (next: string | undefined, isBegun = false) =>
    void navigate({ search: { session: next }, replace: isBegun, resetScroll: false });

  function begin() {
    keepSession(undefined);
    go(undefined);
    input.current?.focus();
  }

  return (
    <div className={classes.page}>
      <div className={classes.frame}>
        <aside className={classes.history} aria-label="Earlier conversations">
          <h2 className={classes.historyTitle}>Earlier</h2>
          <History session={session} />
        </aside>
        <div className={classes.main}>
          <Group justify="space-between" wrap="nowrap" gap="xs" className={classes.head}>
            <Title order={1}>Assistant</Title>
            <Group gap="xs" wrap="nowrap">
              <span className={classes.historyButton}>
                <HistoryButton session={session} onChoose={go} />
              </span>
              <Button
                variant="default"
                size="xs"
                h={32}
                leftSection={<IconPlus size={14} aria-hidden="true" />}
                disabled={session === undefined}
                onClick={begin}
              >
                New conversation
              </Button>
            </Group>
          </Group>
          <ConversationView
            place="page"
            session={session}
            onSession={(begun) => go(begun, true)}
            viewing={viewing}
            isNarrow={isPhone === true}
            openRecord={(object, id) =>
              void navigate({ search: (now) => ({ ...now, open: `${object}:${id}` }), resetScroll: false })
            }
            input={input}
          />
        </div>
      </div>
    </div>
  );
}
