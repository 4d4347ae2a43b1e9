/** The panes that fit where the inbox stands, measured anew when that changes. */
import { type RefObject, useLayoutEffect, useState } from "react";
import { type Panes, panesFor } from "./panes";

export function usePanes(
  place: RefObject<HTMLElement | null>,
  isOpen: boolean,
  details: boolean | undefined,
): Panes {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return panesFor(width, isOpen, details);
}
