/** Where the keyboard stands in the grid: one cell can be reached with Tab, the arrows lead on from there. */
import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { type Place, placeAfter } from "./grid-keys";

export interface GridFocus {
  place: Place;
  /** True where the key led somewhere. */
  move: (event: KeyboardEvent) => boolean;
  follow: (event: FocusEvent) => void;
}

const mostFrames = 6;

export function useGridFocus(
  region: RefObject<HTMLElement | null>,
  rows: number,
  columns: number,
  bringIntoSight: (row: number) => void,
): GridFocus {
  const [place, setPlace] = useState<Place>({ row: 0, column: 1 });
  const isMoving = useRef(false);

  useEffect(() => {
    if (!isMoving.current) return;
    isMoving.current = false;
    focusWhenDrawn(region, place, mostFrames);
  }, [region, place]);

  function move(event: KeyboardEvent): boolean {
    const next = placeAfter(event.key, event.ctrlKey || event.metaKey, place, rows, columns);
    if (next === null) return false;
    event.preventDefault();
    isMoving.current = true;
    bringIntoSight(next.row);
    setPlace(next);
    return true;
  }

  /** A click or a screen reader may set the focus into any cell. */
  function follow(event: FocusEvent): void {
    const cell = event.target.closest<HTMLElement>("[data-cell]")?.dataset.cell?.split(":").map(Number);
    const [row, column] = cell ?? [];
    if (row === undefined || column === undefined) return;
    if (row !== place.row || column !== place.column) setPlace({ row, column });
  }

  return { place, move, follow };
}

/** A row that was just scrolled to is drawn a frame or two later. */
function focusWhenDrawn(region: RefObject<HTMLElement | null>, place: Place, framesLeft: number): void {
  const cell = region.current?.querySelector<HTMLElement>(`[data-cell="${place.row}:${place.column}"]`);
  if (cell) {
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
  } else if (framesLeft > 0) {
    requestAnimationFrame(() => focusWhenDrawn(region, place, framesLeft - 1));
  }
}
