/** The record that `open=leads:12` names: beside the page where there is room, over it where there is not. */
import { AppShell, Drawer, VisuallyHidden } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect, useRef } from "react";
import { LoadingRows } from "../../design/loading-rows";
import classes from "./frame.module.css";

const RecordPanel = lazy(() =>
  import("../../features/record/record-panel").then((module) => ({ default: module.RecordPanel })),
);

export interface OpenRecord {
  open: { object: string; id: number } | null;
  close: () => void;
}

export function useOpenRecord(): OpenRecord {
  const reference = useSearch({ from: "/frame", select: ({ open }) => open });
  const navigate = useNavigate();
  const [object, id] = reference?.split(":") ?? [];
  return {
    open: object && id ? { object, id: Number(id) } : null,
    close: () =>
      void navigate({ to: ".", search: (now) => ({ ...now, open: undefined }), resetScroll: false }),
  };
}

export function RecordBeside({ open, close }: OpenRecord) {
  const hasRoom = useMediaQuery("(min-width: 75em)", true, { getInitialValueInEffect: false });
  const panel = open && (
    <Suspense fallback={<LoadingRows />}>
      <RecordPanel key={`${open.object}:${open.id}`} object={open.object} id={open.id} onClose={close} />
    </Suspense>
  );
  return hasRoom ? (
    <Beside onClose={close}>{panel}</Beside>
  ) : (
    <Drawer
      opened={open !== null}
      onClose={close}
      position="right"
      size="min(100vw, 440px)"
      withCloseButton={false}
      padding="md"
      attributes={{ content: { "aria-label": "Record" } }}
    >
      {panel}
    </Drawer>
  );
}

/** Leaves the focus in the list that opened it, says that it is there, and gives the focus back when it closes. */
function Beside({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const aside = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const isOpen = children !== null;
  useEffect(() => {
    if (!isOpen) return;
    cameFrom.current = document.activeElement;
    return () => {
      const { activeElement } = document;
      const isHeld = activeElement === document.body || aside.current?.contains(activeElement);
      if (isHeld && cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
    };
  }, [isOpen]);
  return (
    <AppShell.Aside
      ref={aside}
      className={classes.beside}
      aria-label="Record beside the page"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <VisuallyHidden role="status">{isOpen && "A record is open beside this page"}</VisuallyHidden>
      {children}
    </AppShell.Aside>
  );
}
