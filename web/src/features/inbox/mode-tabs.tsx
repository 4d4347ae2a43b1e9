/** Whom the words are for: the customer, or the team alone. */
import { IconLock, IconMessage } from "@tabler/icons-react";
import classes from "./composer.module.css";
import type { Mode } from "./outgoing";

interface ModeTabsProps {
  mode: Mode;
  onMode: (mode: Mode) => void;
}

export function ModeTabs({ mode, onMode }: ModeTabsProps) {
  return (
    <fieldset className={classes.modes} aria-label="Whom it is for">
      <button type="button" aria-pressed={mode === "reply"} onClick={() => onMode("reply")}>
        <IconMessage size={14} aria-hidden="true" /> Reply
      </button>
      <button type="button" aria-pressed={mode === "note"} data-mode="note" onClick={() => onMode("note")}>
        <IconLock size={14} aria-hidden="true" /> Private note
      </button>
    </fieldset>
  );
}
