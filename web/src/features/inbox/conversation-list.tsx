/** The conversations of a view, late ones first: read page by page, only what is in sight is drawn, walked with the keys. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { conversationsQuery } from "../../api/inbox";
import type { InboxConversation } from "../../api/inbox-shapes";
import type { InboxView } from "../../api/inbox-view";
import { useMe } from "../../api/me";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { useNow } from "../../design/use-now";
import { usePageKeys } from "../../design/use-page-keys";
import { BulkBar } from "./bulk-bar";
import { ConversationRow } from "./conversation-row";
import classes from "./list.module.css";
import { ListHead, NothingFits } from "./list-head";
import { type Chosen, chosenWith, nothingChosen, reachTo } from "./selection";
import { type Presence, presenceWords } from "./staff-presence";
import { useRowFocus } from "./use-row-focus";

const rowHeight = 92;
const readAhead = 15;

interface ConversationListProps {
  view: InboxView;
  openId: string | null;
  isLive: boolean;
  presence: Presence;
  onLook: (words: string) => void;
  /** Where the views do not stand beside the list. */
  onViews?: () => void;
}

export function ConversationList(props: ConversationListProps) {
  const { view, openId, isLive, presence, onLook, onViews } = props;
  const read = useInfiniteQuery(conversationsQuery(view));
  const items = read.data?.pages.flatMap((page) => page.items) ?? [];
  const [chosen, setChosen] = useState(nothingChosen);
  usePageKeys({ Escape: () => setChosen(nothingChosen) });
  const shown = new Set(items.map(({ id }) => id));
  // What is no longer seen must not be changed by mistake.
  const ids = [...chosen.ids].filter((id) => shown.has(id));
  return (
    <section className={classes.pane} aria-label="Conversations">
      <ListHead
        view={view}
        total={read.data?.pages[0]?.total}
        isLive={isLive}
        onLook={onLook}
        onViews={onViews}
      />
      {read.isPending && (
        <div className={classes.loading}>
          <LoadingRows rows={8} />
        </div>
      )}
      {read.isError && (
        <div className={classes.loading}>
          <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />
        </div>
      )}
      {read.isSuccess && items.length === 0 && <NothingFits view={view} />}
      {items.length > 0 && (
        <Rows
          view={view}
          items={items}
          openId={openId}
          presence={presence}
          chosen={chosen}
          onChosen={setChosen}
          onMore={() => {
            if (read.hasNextPage && !read.isFetching) void read.fetchNextPage();
          }}
        />
      )}
      {ids.length > 0 && (
        <BulkBar
          ids={ids}
          isAll={ids.length === items.length}
          onAll={() => setChosen({ ids: shown, last: null })}
          onDone={() => setChosen(nothingChosen)}
        />
      )}
    </section>
  );
}

interface RowsProps {
  view: InboxView;
  items: InboxConversation[];
  openId: string | null;
  presence: Presence;
  chosen: Chosen;
  onChosen: (chosen: Chosen) => void;
  onMore: () => void;
}

function Rows({ view, items, openId, presence, chosen, onChosen, onMore }: RowsProps) {
  const region = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => region.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
  });
  const inSight = rows.getVirtualItems();
  const last = inSight.at(-1)?.index ?? 0;
  const now = useNow(true);
  const me = useMe();
  const focus = useRowFocus(region, items, openId, (index) => rows.scrollToIndex(index));
  usePageKeys({ j: () => focus.step(1), k: () => focus.step(-1) });

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked when the end comes nearer, not whenever `onMore` is new
  useEffect(() => {
    if (last >= items.length - readAhead) onMore();
  }, [last, items.length]);

  function choose(id: string, isReach: boolean) {
    onChosen(
      isReach
        ? reachTo(
            chosen,
            id,
            items.map((item) => item.id),
          )
        : chosenWith(chosen, id),
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    if (focus.move(event)) return;
    const id = focus.idOf(event.target);
    if (id === null || !(event.key === "x" || event.key === " " || event.key === "X")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(id, event.shiftKey);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are heard for the links inside
    <div
      ref={region}
      className={classes.region}
      data-scroll-restoration-id="inbox"
      onKeyDown={onKeyDown}
      onFocus={focus.follow}
    >
      <ul className={classes.rows} style={{ height: rows.getTotalSize() }}>
        {inSight.map(({ index, start, key }) => {
          const item = items[index];
          return (
            item && (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                aria-setsize={items.length}
                aria-posinset={index + 1}
                style={{ transform: `translateY(${start}px)` }}
              >
                <ConversationRow
                  conversation={item}
                  view={view}
                  now={now}
                  presence={presenceWords(presence.get(item.id), me.id, now.getTime())}
                  isOpen={item.id === openId}
                  isChosen={chosen.ids.has(item.id)}
                  isReached={focus.reachedId === item.id}
                  onChoose={(isReach) => choose(item.id, isReach)}
                />
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
}
