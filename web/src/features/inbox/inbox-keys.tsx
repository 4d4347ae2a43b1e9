/** What the keys do in the inbox. */
import { Kbd } from "@mantine/core";
import type { ReactNode } from "react";
import { KeyboardHelp } from "../../design/keyboard-help";
import { modifierKey } from "../../design/modifier-key";

const keys: [ReactNode, string][] = [
  [
    <span key="arrows">
      <Kbd>↑</Kbd> <Kbd>↓</Kbd>
    </span>,
    "Walk through the list; Home and End lead to its ends",
  ],
  [<Kbd key="enter">Enter</Kbd>, "Open the conversation; in the composer, send"],
  [
    <span key="x">
      <Kbd>x</Kbd> or <Kbd>Space</Kbd>
    </span>,
    "Select the conversation you stand on; with Shift all up to it",
  ],
  [<Kbd key="/">/</Kbd>, "Search the list; in the composer, saved replies"],
  [<Kbd key="r">r</Kbd>, "Write a reply"],
  [<Kbd key="n">n</Kbd>, "Write a private note; @ names a colleague"],
  [<Kbd key="t">t</Kbd>, "Take the conversation"],
  [<Kbd key="a">a</Kbd>, "Assign the conversation"],
  [<Kbd key="s">s</Kbd>, "Snooze it"],
  [<Kbd key="l">l</Kbd>, "Label it"],
  [<Kbd key="e">e</Kbd>, "Resolve it, with a reason"],
  [<Kbd key="d">d</Kbd>, "Show or hide the details"],
  [<Kbd key="escape">Escape</Kbd>, "Leave the composer, or select nothing"],
  [
    <span key="assistant">
      <Kbd>{modifierKey}</Kbd> <Kbd>J</Kbd>
    </span>,
    "Ask the assistant, beside any page",
  ],
  [<Kbd key="?">?</Kbd>, "Show this list"],
];

export function InboxKeys({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return <KeyboardHelp isOpen={isOpen} onClose={onClose} keys={keys} />;
}
