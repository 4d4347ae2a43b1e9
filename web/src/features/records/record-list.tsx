/** The records that fit: read page by page, shown as a table or as cards, changed one by one or together. */
import { Button } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { asProblem } from "../../api/problem";
import { listQuery } from "../../api/records";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { usePageKeys } from "../../design/use-page-keys";
import { BulkBar } from "./bulk-bar";
import { listQueryOf } from "./page-state";
import { RecordCards } from "./record-cards";
import { RecordGrid } from "./record-grid";
import classes from "./records.module.css";
import { allOf, nothingSelected, reachedTo, type Selection, toggled } from "./selection";
import { useCellEdit } from "./use-cell-edit";
import type { RecordsView } from "./use-records-page";

interface RecordListProps {
  page: RecordsView;
  isPhone: boolean;
  create: ReactNode;
}

export function RecordList({ page, isPhone, create }: RecordListProps) {
  const { meta, state } = page;
  const query = listQueryOf(state);
  const records = useInfiniteQuery({
    ...listQuery(meta.name, query),
    placeholderData: keepPreviousData,
  });
  const edit = useCellEdit(meta);
  const asked = JSON.stringify([query.filter, query.search]);
  const [chosen, setChosen] = useState<{ asked: string; selection: Selection }>({
    asked,
    selection: nothingSelected,
  });
  // Another list is another choice: what is no longer seen must not be changed by mistake.
  const selection = chosen.asked === asked ? chosen.selection : nothingSelected;
  const select = (next: Selection) => setChosen({ asked, selection: next });
  const openId = useOpenId(meta.name);
  usePageKeys({
    Escape: () => {
      if (selection.ids.size > 0) select(nothingSelected);
      else if (openId !== null) page.closeOpen();
    },
  });

  if (records.isPending) return <LoadingRows rows={12} />;
  if (records.isError && records.data === undefined)
    return <Failed page={page} error={records.error} retry={records.refetch} />;
  const items = records.data.pages.flatMap((one) => one.items);
  const [firstPage] = records.data.pages;
  const total = firstPage?.total ?? items.length;
  const isEstimate = firstPage?.total_is_estimate === true;
  if (items.length === 0) return <NothingFits page={page} create={create} />;
  const order = () => items.map(({ id }) => id);
  const onMore = () => {
    if (!records.isFetching) void records.fetchNextPage();
  };
  if (isPhone) {
    return (
      <RecordCards
        page={page}
        items={items}
        total={total}
        hasMore={records.hasNextPage}
        isReading={records.isFetchingNextPage}
        onMore={onMore}
      />
    );
  }
  return (
    <div className={classes.list} data-old={records.isPlaceholderData || undefined}>
      <RecordGrid
        meta={meta}
        state={state}
        items={items}
        total={total}
        isEstimate={isEstimate}
        hasMore={records.hasNextPage}
        onMore={onMore}
        openId={openId}
        onOpen={page.open}
        onSort={(sort) => page.change({ sort })}
        selection={selection}
        onChoose={(id, isReach) =>
          select(isReach ? reachedTo(selection, id, order()) : toggled(selection, id))
        }
        onChooseAll={() => select(selection.ids.size >= items.length ? nothingSelected : allOf(order()))}
        edit={edit}
      />
      {selection.ids.size > 0 && (
        <BulkBar
          meta={meta}
          query={query}
          selection={selection}
          total={isEstimate ? null : total}
          onSelect={select}
        />
      )}
    </div>
  );
}

function useOpenId(object: string): number | null {
  const reference = useSearch({ from: "/frame", select: ({ open }) => open });
  const [named, id] = reference?.split(":") ?? [];
  return named === object ? Number(id) : null;
}

function Failed({ page, error, retry }: { page: RecordsView; error: unknown; retry: () => unknown }) {
  const isRefusal = asProblem(error).status === 422 || asProblem(error).status === 400;
  return (
    <>
      <ProblemNotice error={error} onRetry={isRefusal ? undefined : () => void retry()} />
      {isRefusal && (
        <div>
          <Button variant="default" size="xs" onClick={() => page.go({})}>
            Show all {page.meta.label_plural.toLowerCase()}
          </Button>
        </div>
      )}
    </>
  );
}

function NothingFits({ page, create }: { page: RecordsView; create: ReactNode }) {
  const { meta, state, change } = page;
  const plural = meta.label_plural.toLowerCase();
  if (state.filter === undefined && state.search === "") {
    return (
      <EmptyState title={`No ${plural} yet`} action={create}>
        {meta.description}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`No ${plural} fit`}
      action={
        <Button variant="default" onClick={() => change({ filter: undefined, search: "" })}>
          Show all {plural}
        </Button>
      }
    >
      {state.search === ""
        ? "Change or remove a filter above."
        : `Nothing contains “${state.search}”${state.filter ? " under these filters" : ""}. Try fewer words.`}
    </EmptyState>
  );
}
