/** What the keys do on a page of records. */
import { Kbd } from "@mantine/core";
import type { ReactNode } from "react";
import { KeyboardHelp } from "../../design/keyboard-help";
import { modifierKey } from "../../design/modifier-key";

const keys: [ReactNode, string][] = [
  [<Kbd key="c">c</Kbd>, "Create a record"],
  [<Kbd key="/">/</Kbd>, "Search this list"],
  [
    <span key="arrows">
      <Kbd>↑</Kbd> <Kbd>↓</Kbd> <Kbd>←</Kbd> <Kbd>→</Kbd>
    </span>,
    "Walk through the table; with Ctrl to its edge",
  ],
  [<Kbd key="enter">Enter</Kbd>, "Open the record beside the table; with Ctrl in a new tab"],
  [<Kbd key="e">e</Kbd>, "Edit the value you stand on; Enter keeps, Escape leaves it as it was"],
  [
    <span key="x">
      <Kbd>x</Kbd> or <Kbd>Space</Kbd>
    </span>,
    "Select the record; with Shift all up to it",
  ],
  [<Kbd key="escape">Escape</Kbd>, "Close what is open, or select nothing"],
  [
    <span key="assistant">
      <Kbd>{modifierKey}</Kbd> <Kbd>J</Kbd>
    </span>,
    "Ask the assistant, beside any page",
  ],
  [<Kbd key="?">?</Kbd>, "Show this list"],
];

export function RecordKeys({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return <KeyboardHelp isOpen={isOpen} onClose={onClose} keys={keys} />;
}
