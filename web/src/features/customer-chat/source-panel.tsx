/** The passage behind a note, in a panel that the keyboard can leave again. */
import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import type { CitedPassage } from "../../api/types";
import classes from "./source-panel.module.css";

interface SourcePanelProps {
  source: CitedPassage | null;
  onClose: () => void;
}

export function SourcePanel({ source, onClose }: SourcePanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);

  // A dialog becomes modal by a call only, never by an attribute.
  useEffect(() => {
    if (source !== null) dialog.current?.showModal();
    else dialog.current?.close();
  }, [source]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is for the backdrop
    <dialog
      ref={dialog}
      className={classes.panel}
      aria-labelledby="source-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      {source !== null && (
        <article>
          <header>
            <h2 id="source-title">{source.title}</h2>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label="Close the source"
              onClick={onClose}
            >
              <IconX size={20} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </header>
          <p className={classes.content}>{source.content}</p>
          <p className={classes.origin}>
            From {source.source}
            {source.page !== null && source.page !== undefined && `, page ${source.page}`}
          </p>
        </article>
      )}
    </dialog>
  );
}
