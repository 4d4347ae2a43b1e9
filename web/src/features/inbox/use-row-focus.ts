/** Where the keyboard stands in the list: one row can be reached with Tab, the arrows lead on from there. */
import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from "react";

const mostFrames = 6;

export function useRowFocus(
  region: RefObject<HTMLElement | null>,
  items: readonly { id: string }[],
  openId: string | null,
  bringIntoSight: (index: number) => void,
) {
  const [placeId, setPlaceId] = useState<string | null>(null);
  const standsAt = items.findIndex(({ id }) => id === (placeId ?? openId));
  const reached = items[Math.max(0, standsAt)];

  function go(index: number) {
    const item = items[Math.min(items.length - 1, Math.max(0, index))];
    if (item === undefined) return;
    setPlaceId(item.id);
    bringIntoSight(items.indexOf(item));
    focusWhenDrawn(region, item.id, mostFrames);
  }

  function step(by: number) {
    const isInside = region.current?.contains(document.activeElement) === true;
    go(standsAt < 0 || (!isInside && placeId === null && openId === null) ? 0 : standsAt + by);
  }

  /** True where the key led somewhere. */
  function move(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey || idOf(event.target) === null) return false;
    const target = targetOf(event.key, Math.max(0, standsAt), items.length);
    if (target === null) return false;
    event.preventDefault();
    go(target);
    return true;
  }

  function follow(event: FocusEvent) {
    const id = idOf(event.target);
    if (id !== null && id !== placeId) setPlaceId(id);
  }

  return { reachedId: reached?.id ?? null, step, move, follow, idOf };
}

function targetOf(key: string, at: number, count: number): number | null {
  if (key === "ArrowDown") return at + 1;
  if (key === "ArrowUp") return at - 1;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}

function idOf(target: EventTarget): string | null {
  if (!(target instanceof HTMLElement)) return null;
  return target.closest<HTMLElement>("[data-conversation]")?.dataset.conversation ?? null;
}

/** A row that was just scrolled to is drawn a frame or two later. */
function focusWhenDrawn(region: RefObject<HTMLElement | null>, id: string, framesLeft: number): void {
  const link = region.current?.querySelector<HTMLElement>(`[data-conversation="${id}"] a`);
  if (link) link.focus();
  else if (framesLeft > 0) requestAnimationFrame(() => focusWhenDrawn(region, id, framesLeft - 1));
}
