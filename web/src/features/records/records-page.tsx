/** The one page of every object: its records as a table (cards on a phone) or as a board. */
import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { type ComponentType, lazy, Suspense, useRef, useState } from "react";
import type { ObjectMeta } from "../../api/objects";
import type { ListQuery } from "../../api/records";
import { FilterBar } from "../../design/filters/filter-bar";
import { useFilterSurroundings } from "../../design/filters/use-filter-surroundings";
import { LoadingRows } from "../../design/loading-rows";
import { usePageKeys } from "../../design/use-page-keys";
import { listQueryOf } from "./page-state";
import { RecordKeys } from "./record-keys";
import { RecordList } from "./record-list";
import classes from "./records.module.css";
import { RecordsHead } from "./records-head";
import { SearchBox } from "./search-box";
import { ShowAs } from "./show-as";
import { type RecordsView, useRecordsPage } from "./use-records-page";
import { ViewTabs } from "./view-tabs";

const CreateRecord = lazy(() =>
  import("./create-record").then((module) => ({ default: module.CreateRecord })),
);

export interface RecordsPageProps {
  /** Other features have their place here; app/ hands them in. */
  Board: ComponentType<{ meta: ObjectMeta; query: ListQuery }>;
  ImportDialog: ComponentType<{ meta: ObjectMeta; opened: boolean; onClose: () => void }>;
}

export function RecordsPage(props: RecordsPageProps) {
  const page = useRecordsPage();
  return <RecordsOf key={page.meta.name} page={page} {...props} />;
}

function RecordsOf({ page, Board, ImportDialog }: RecordsPageProps & { page: RecordsView }) {
  const { meta, state, change } = page;
  const around = useFilterSurroundings(meta, state.filter);
  const searchBox = useRef<HTMLInputElement>(null);
  const [isImporting, setImporting] = useState(false);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  const isBoard = state.layout === "board";
  const mayCreate = meta.rights.create;
  usePageKeys({
    c: () => mayCreate && page.setCreating(true),
    "/": () => searchBox.current?.focus(),
    "?": () => setHelpOpen(true),
  });
  const first = mayCreate && (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => page.setCreating(true)}>
      Create {meta.label.toLowerCase()}
    </Button>
  );

  return (
    <div className={classes.page} data-fills={!isPhone || undefined}>
      <RecordsHead
        page={page}
        isPhone={isPhone === true}
        onImport={meta.importable && mayCreate ? () => setImporting(true) : undefined}
        onHelp={() => setHelpOpen(true)}
        create={first}
      />
      <ViewTabs page={page} />
      <div className={classes.tools}>
        <SearchBox
          ref={searchBox}
          label={`Search ${meta.label_plural.toLowerCase()}`}
          value={state.search}
          onSearch={(search) => change({ search }, true)}
        />
        <FilterBar filter={state.filter} around={around} onChange={(filter) => change({ filter })} />
        <ShowAs page={page} isPhone={isPhone === true} />
      </div>
      {page.isWaiting ? (
        <LoadingRows rows={12} />
      ) : isBoard ? (
        <Suspense fallback={<LoadingRows rows={8} />}>
          <Board meta={meta} query={listQueryOf(state)} />
        </Suspense>
      ) : (
        <RecordList page={page} isPhone={isPhone === true} create={first} />
      )}
      <Suspense fallback={null}>
        {mayCreate && page.isCreating && <CreateRecord page={page} />}
        {isImporting && <ImportDialog meta={meta} opened onClose={() => setImporting(false)} />}
      </Suspense>
      <RecordKeys isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} />
    </div>
  );
}
