/** Where a key leads in the grid; pure. */

export interface Place {
  row: number;
  column: number;
}

const page = 10;

/** The next place, or null where the key moves nowhere. `isFar`: with Control or Command. */
export function placeAfter(
  key: string,
  isFar: boolean,
  place: Place,
  rows: number,
  columns: number,
): Place | null {
  const to = (row: number, column: number): Place => ({
    row: within(row, rows),
    column: within(column, columns),
  });
  switch (key) {
    case "ArrowDown":
      return to(isFar ? rows - 1 : place.row + 1, place.column);
    case "ArrowUp":
      return to(isFar ? 0 : place.row - 1, place.column);
    case "ArrowRight":
      return to(place.row, isFar ? columns - 1 : place.column + 1);
    case "ArrowLeft":
      return to(place.row, isFar ? 0 : place.column - 1);
    case "PageDown":
      return to(place.row + page, place.column);
    case "PageUp":
      return to(place.row - page, place.column);
    case "Home":
      return to(isFar ? 0 : place.row, 0);
    case "End":
      return to(isFar ? rows - 1 : place.row, columns - 1);
    default:
      return null;
  }
}

function within(index: number, count: number): number {
  return Math.min(Math.max(index, 0), count - 1);
}
