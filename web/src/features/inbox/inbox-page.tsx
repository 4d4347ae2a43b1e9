/** The inbox: views, the conversations in one of them, and the one that is open with its customer beside it. */
import { getRouteApi, useNavigate, useParams } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { choosing, type InboxView } from "../../api/inbox-view";
import { EmptyState } from "../../design/empty-state";
import { usePageKeys } from "../../design/use-page-keys";
import { ConversationList } from "./conversation-list";
import { ConversationPane } from "./conversation-pane";
import classes from "./inbox.module.css";
import { InboxKeys } from "./inbox-keys";
import { useInboxFeed } from "./use-inbox-feed";
import { usePanes } from "./use-panes";
import { ViewsDrawer, ViewsPane } from "./views-pane";

const route = getRouteApi("/frame/inbox");

export function InboxPage() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const openId = useParams({ strict: false, select: ({ conversationId }) => conversationId }) ?? null;
  const place = useRef<HTMLDivElement>(null);
  const panes = usePanes(place, openId !== null, search.details);
  const [areViewsOpen, setViewsOpen] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const feed = useInboxFeed();
  usePageKeys({ "?": () => setHelpOpen(true) });

  const { details: _, ...view } = search;

  function choose(choice: InboxView) {
    setViewsOpen(false);
    // The choice keeps what is open beside the list; on a phone the list itself is the next step.
    const isKept = openId !== null && !panes.isSteps;
    const next = { ...choosing(choice, view), details: isKept ? search.details : undefined };
    if (isKept && openId !== null) {
      void navigate({ to: "/inbox/$conversationId", params: { conversationId: openId }, search: next });
    } else void navigate({ to: "/inbox", search: next });
  }

  function look(q: string) {
    const next = { ...search, q: q === "" ? undefined : q };
    void navigate({ to: ".", search: next, replace: true });
  }

  return (
    <div ref={place} className={classes.inbox} data-steps={panes.isSteps || undefined}>
      <h1 className={classes.hidden}>Inbox</h1>
      {panes.hasViews && <ViewsPane view={view} onChoose={choose} />}
      {panes.hasList && (
        <ConversationList
          view={view}
          openId={openId}
          isLive={feed.state !== "cut"}
          presence={feed.presence}
          onLook={look}
          onViews={panes.hasViews ? undefined : () => setViewsOpen(true)}
        />
      )}
      {(panes.hasConversation || panes.hasDetails) &&
        (openId === null ? (
          <NothingOpen />
        ) : (
          <ConversationPane key={openId} conversationId={openId} panes={panes} />
        ))}
      <ViewsDrawer isOpen={areViewsOpen} onClose={() => setViewsOpen(false)} view={view} onChoose={choose} />
      <InboxKeys isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}

function NothingOpen() {
  return (
    <section className={classes.conversation} aria-label="Conversation">
      <div className={classes.middle}>
        <EmptyState title="No conversation is open">
          Choose one from the list, or walk there with the arrow keys and press Enter. Press ? for all keys.
        </EmptyState>
      </div>
    </section>
  );
}
