/** What stands beside the page where there is room, over it where there is not: a record, the assistant, or both in turn. */
import { AppShell, Drawer, SegmentedControl, VisuallyHidden } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { titleOf } from "../../api/objects";
import { recordQuery } from "../../api/records";
import { LoadingRows } from "../../design/loading-rows";
import type { AssistantPanelState } from "./assistant-panel-state";
import classes from "./beside.module.css";
import { type OpenRecord, type RecordReference, useViewedRecord } from "./open-record";

const RecordPanel = lazy(() =>
  import("../../features/record/record-panel").then((module) => ({ default: module.RecordPanel })),
);
const AssistantPanel = lazy(() =>
  import("../../features/assistant/assistant-panel").then((module) => ({ default: module.AssistantPanel })),
);

interface BesideProps {
  record: OpenRecord;
  assistant: AssistantPanelState;
}

export function Beside({ record, assistant }: BesideProps) {
  const hasRoom = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  const { open, close } = record;
  useCloseOverOtherPages(assistant, hasRoom === false);
  const recordPanel = open && (
    <Suspense fallback={<LoadingRows />}>
      <RecordPanel key={`${open.object}:${open.id}`} object={open.object} id={open.id} onClose={close} />
    </Suspense>
  );
  const assistantPanel = assistant.isOpen && <Assistant assistant={assistant} isOver={!hasRoom} />;
  if (hasRoom) {
    return (
      <BesidePage
        record={record}
        assistant={assistant}
        recordPanel={recordPanel}
        assistantPanel={assistantPanel}
      />
    );
  }
  return (
    <>
      <Drawer
        opened={open !== null}
        onClose={close}
        position="right"
        size="min(100vw, 440px)"
        withCloseButton={false}
        padding="md"
        attributes={{ content: { "aria-label": "Record" } }}
      >
        {recordPanel}
      </Drawer>
      <Drawer
        opened={assistant.isOpen}
        onClose={assistant.close}
        position="right"
        size={isPhone ? "100%" : "440px"}
        withCloseButton={false}
        padding="md"
        // Escape inside a chip's editor, which stands elsewhere in the document, is for the editor alone.
        closeOnEscape={false}
        onKeyDown={(event) => isOwnEscape(event) && assistant.close()}
        attributes={{ content: { "aria-label": "Assistant" } }}
        classNames={{ body: classes.drawerBody, content: classes.drawer }}
        zIndex={210}
      >
        {assistantPanel}
      </Drawer>
    </>
  );
}

/** What lies over a page goes with it, also on the way back. */
function useCloseOverOtherPages({ isOpen, close }: AssistantPanelState, isOver: boolean): void {
  const pathname = useLocation({ select: (location) => location.pathname });
  const openedAt = useRef<string | null>(null);
  useEffect(() => {
    if (!isOpen) openedAt.current = null;
    else if (openedAt.current === null) openedAt.current = pathname;
    else if (isOver && openedAt.current !== pathname) close();
  }, [isOpen, isOver, pathname, close]);
}

function Assistant({ assistant, isOver }: { assistant: AssistantPanelState; isOver: boolean }) {
  const navigate = useNavigate();
  const viewing = useViewedRecord();
  function openRecord(object: string, id: number) {
    if (isOver) assistant.close();
    void navigate({ to: "/records/$object/$id", params: { object, id: String(id) } });
  }
  return (
    <Suspense fallback={<LoadingRows />}>
      <AssistantPanel
        viewing={viewing}
        input={assistant.input}
        isAsked={assistant.isAsked}
        openRecord={openRecord}
        onClose={assistant.close}
      />
    </Suspense>
  );
}

interface BesidePageProps extends BesideProps {
  recordPanel: ReactNode;
  assistantPanel: ReactNode;
}

/** Leaves the focus in the list that opened it, says that it is there, and gives the focus back when it closes. */
function BesidePage({ record, assistant, recordPanel, assistantPanel }: BesidePageProps) {
  const aside = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const isOpen = record.open !== null || assistant.isOpen;
  useEffect(() => {
    if (!isOpen) return;
    cameFrom.current = document.activeElement;
    return () => {
      const { activeElement } = document;
      const isHeld = activeElement === document.body || aside.current?.contains(activeElement);
      if (isHeld && cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
    };
  }, [isOpen]);
  const { isInFront } = assistant;
  const name = isInFront ? "Assistant" : "Record";
  return (
    <AppShell.Aside
      ref={aside}
      className={classes.beside}
      aria-label={`${name} beside the page`}
      onKeyDown={(event) => {
        if (!isOwnEscape(event)) return;
        if (isInFront) assistant.close();
        else record.close();
      }}
    >
      <VisuallyHidden role="status">
        {isOpen &&
          (isInFront ? "The assistant is open beside this page" : "A record is open beside this page")}
      </VisuallyHidden>
      {record.open && assistant.isOpen && <WhichOne open={record.open} assistant={assistant} />}
      <div className={classes.part} hidden={isInFront}>
        {recordPanel}
      </div>
      <div className={classes.filling} hidden={!isInFront}>
        {assistantPanel}
      </div>
    </AppShell.Aside>
  );
}

function isOwnEscape(event: KeyboardEvent<HTMLElement>): boolean {
  const isInside = event.target instanceof Node && event.currentTarget.contains(event.target);
  return event.key === "Escape" && !event.defaultPrevented && isInside;
}

/** Both are open: one is seen, the other a step away. */
function WhichOne({ open, assistant }: { open: RecordReference; assistant: AssistantPanelState }) {
  const record = useQuery(recordQuery(open.object, open.id)).data;
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      mb="sm"
      aria-label="What to see beside the page"
      data={[
        { value: "assistant", label: "Assistant" },
        {
          value: "record",
          label: <span className={classes.which}>{record ? titleOf(record) : "Record"}</span>,
        },
      ]}
      value={assistant.isInFront ? "assistant" : "record"}
      onChange={(chosen) => (chosen === "assistant" ? assistant.open() : assistant.showRecord())}
    />
  );
}
