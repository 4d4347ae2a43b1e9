/** Tells what was done to records and offers to take it back. */

import type { UndoneItem } from "../api/record-shapes";
import { undo } from "../api/record-writes";
import { showDone } from "./toasts";

/** `message` without a full stop: "3 leads changed". `onUndone` shows the records as they are again. */
export function showUndo(
  message: string,
  undoId: string | null,
  onUndone: (items: UndoneItem[]) => void,
): void {
  if (undoId === null) {
    showDone(message);
    return;
  }
  showDone(message, async () => onUndone((await undo(undoId)).items));
}
