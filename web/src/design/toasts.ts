/** Short notes in the corner: what was done, with its undo where there is one. */
import { Anchor } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { createElement, type ReactNode } from "react";
import { asProblem } from "../api/problem";

const shortly = 4000;
const longEnoughToUndo = 8000;

/** Only the last change is offered to be undone: an earlier one would take the later with it. */
let undoable: string | null = null;

export function showDone(words: string, undo?: () => Promise<unknown>): void {
  if (undoable !== null) notifications.hide(undoable);
  undoable = null;
  const id = notifications.show({
    message: undo === undefined ? words : withUndo(words, () => runUndo(id, undo)),
    autoClose: undo === undefined ? shortly : longEnoughToUndo,
    withBorder: true,
    closeButtonProps: { "aria-label": "Close" },
  });
  if (undo !== undefined) undoable = id;
}

export function showProblem(error: unknown): void {
  notifications.show({
    message: asProblem(error).detail,
    color: "red",
    autoClose: longEnoughToUndo,
    withBorder: true,
    closeButtonProps: { "aria-label": "Close" },
  });
}

async function runUndo(id: string, undo: () => Promise<unknown>): Promise<void> {
  notifications.hide(id);
  try {
    await undo();
    showDone("Undone");
  } catch (error) {
    showProblem(error);
  }
}

function withUndo(words: string, onUndo: () => void): ReactNode {
  return createElement(
    "span",
    null,
    `${words}. `,
    createElement(
      Anchor<"button">,
      { component: "button", type: "button", size: "sm", onClick: onUndo },
      "Undo",
    ),
  );
}
