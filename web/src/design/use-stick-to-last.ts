/** Keeps the last message in sight while its answer arrives and grows, until the reader scrolls or touches anything. */
import { type RefObject, useEffect, useRef } from "react";

const breath = 12;

export function useStickToLast(
  region: RefObject<HTMLElement | null>,
  column: RefObject<HTMLElement | null>,
  lastKey: string,
): void {
  const isHeld = useRef(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is what is stuck to
  useEffect(() => {
    isHeld.current = true;
    bringIntoSight(region.current, column.current);
  }, [lastKey]);

  useEffect(() => {
    const [scrolled, growing] = [region.current, column.current];
    if (scrolled === null || growing === null) return;
    const letGo = () => {
      isHeld.current = false;
    };
    const growth = new ResizeObserver(() => isHeld.current && bringIntoSight(scrolled, growing));
    growth.observe(growing);
    // Where the room for it shrinks, the last message would go under.
    growth.observe(scrolled);
    const deeds = ["wheel", "touchmove", "pointerdown", "keydown"] as const;
    for (const deed of deeds) scrolled.addEventListener(deed, letGo, { passive: true });
    return () => {
      growth.disconnect();
      for (const deed of deeds) scrolled.removeEventListener(deed, letGo);
    };
  }, [region, column]);
}

/** The end of the conversation, or the beginning of its last part where that is taller than the room for it. */
function bringIntoSight(region: HTMLElement | null, column: HTMLElement | null): void {
  const last = column?.lastElementChild;
  if (!region || !(last instanceof HTMLElement)) return;
  const isTaller = last.offsetHeight + 2 * breath > region.clientHeight;
  region.scrollTop = isTaller ? last.offsetTop - breath : region.scrollHeight;
}
