/** Single keys of a page, heard while nobody types and no dialog is open. */
import { useEffect, useRef } from "react";

export function usePageKeys(keys: Record<string, () => void>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    function hear(event: KeyboardEvent) {
      const isPlain = !(event.ctrlKey || event.metaKey || event.altKey);
      const deed = latest.current[event.key];
      if (!isPlain || deed === undefined || event.defaultPrevented || isTaken(event.target)) return;
      event.preventDefault();
      deed();
    }
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
}

const typing =
  "input, textarea, select, [contenteditable='true'], [role='dialog'], [role='alertdialog'], [role='menu']";

function isTaken(target: EventTarget | null): boolean {
  const isInside = target instanceof Element && target.closest(typing) !== null;
  return isInside || document.querySelector("[role='dialog'][aria-modal='true']") !== null;
}
