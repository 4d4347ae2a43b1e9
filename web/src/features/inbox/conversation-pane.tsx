/** The open conversation: what it is, its log, and where to write; its details beside it or as the next step. */
import { Button } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { useMe } from "../../api/me";
import { asProblem } from "../../api/problem";
import { Banner } from "../../design/banner";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";
import { usePageKeys } from "../../design/use-page-keys";
import { Announcer } from "./announcer";
import { Composer, type ComposerHandle } from "./composer";
import classes from "./conversation.module.css";
import { ConversationHead } from "./conversation-head";
import { DetailsPane } from "./details-pane";
import { EventLog } from "./event-log";
import inbox from "./inbox.module.css";
import type { Panes } from "./panes";
import { PeopleNotice } from "./people-notice";
import { useConversation } from "./use-conversation";
import { useLiveConversation } from "./use-live-conversation";
import { useOutgoing } from "./use-outgoing";

interface ConversationPaneProps {
  conversationId: string;
  panes: Panes;
}

export function ConversationPane({ conversationId, panes }: ConversationPaneProps) {
  const live = useLiveConversation(conversationId);
  const about = useConversation(conversationId, live);
  const outgoing = useOutgoing(conversationId, useMe().name);
  const composer = useRef<ComposerHandle>(null);
  const navigate = useNavigate();

  function goDetails(isWanted: boolean) {
    const next = { to: ".", search: (now: object) => ({ ...now, details: isWanted }) } as const;
    // On a phone the details are a step, from which Back leads here again.
    void navigate({ ...next, replace: !panes.isSteps, resetScroll: false });
  }

  function close() {
    void navigate({ to: "/inbox", search: (now: object) => ({ ...now, details: undefined }) });
  }

  usePageKeys({
    d: () => goDetails(!panes.hasDetails),
    r: () => composer.current?.write("reply"),
    n: () => composer.current?.write("note"),
  });

  const error = live.read.error ?? about.error;
  if (error !== null) return <NotThere error={error} onRetry={live.read.refetch} onClose={close} />;
  const details = panes.hasDetails && (
    <DetailsPane
      conversationId={conversationId}
      conversation={about.data}
      events={live.events}
      onBack={panes.isSteps ? () => goDetails(false) : undefined}
      onClose={() => goDetails(false)}
    />
  );
  if (!panes.hasConversation) return details;
  return (
    <>
      <section className={inbox.conversation} aria-label="Conversation">
        {about.data === undefined ? (
          <div className={classes.loading}>
            <LoadingRows rows={10} />
          </div>
        ) : (
          <>
            <ConversationHead
              conversation={about.data}
              live={live}
              onBack={panes.isSteps ? close : undefined}
              hasDetails={panes.hasDetails}
              onDetails={() => goDetails(!panes.hasDetails)}
            />
            <EventLog conversation={about.data} live={live} pending={outgoing.pending} />
            {about.data.merged_into !== null && <MergedNotice into={about.data.merged_into} />}
            <Announcer live={live} />
            <PeopleNotice live={live} />
            {about.data.merged_into === null && (
              <Composer ref={composer} conversation={about.data} live={live} outgoing={outgoing} />
            )}
          </>
        )}
      </section>
      {details}
    </>
  );
}

function MergedNotice({ into }: { into: string }) {
  return (
    <Banner
      action={
        <TextLink
          to="/inbox/$conversationId"
          params={{ conversationId: into }}
          search={(now: object) => now}
          size="sm"
        >
          Open it
        </TextLink>
      }
    >
      This conversation was merged into another one, and goes on there.
    </Banner>
  );
}

interface NotThereProps {
  error: unknown;
  onRetry: () => unknown;
  onClose: () => void;
}

function NotThere({ error, onRetry, onClose }: NotThereProps) {
  const problem = asProblem(error);
  return (
    <section className={inbox.conversation} aria-label="Conversation">
      <div className={inbox.middle}>
        {problem.status === 404 || problem.status === 422 ? (
          <EmptyState
            title="Not in this workspace"
            action={
              <Button variant="default" onClick={onClose}>
                Back to the list
              </Button>
            }
          >
            This conversation does not exist, or no longer does.
          </EmptyState>
        ) : (
          <ProblemNotice error={error} onRetry={() => void onRetry()} />
        )}
      </div>
    </section>
  );
}
