/** Gives the focus to what takes the place of buttons that were just pressed, so that a keyboard stays where it was. */
import { type RefObject, useEffect, useRef } from "react";

/** `isSettled`: the buttons are gone. Only one who saw it happen is taken along, not one who comes later. */
export function useFocusWhenSettled(isSettled: boolean | undefined): RefObject<HTMLDivElement | null> {
  const line = useRef<HTMLDivElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isSettled === false) wasOpen.current = true;
    else if (isSettled && wasOpen.current) {
      wasOpen.current = false;
      if (document.activeElement === document.body) line.current?.focus({ preventScroll: true });
    }
  }, [isSettled]);
  return line;
}
