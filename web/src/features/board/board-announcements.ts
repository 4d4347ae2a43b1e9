/** What a screen reader says while a card is moved. */
import type { Announcements, Over } from "@dnd-kit/core";
import { titleOf } from "../../api/objects";
import type { BoardColumn } from "../../api/record-shapes";
import { counted } from "../../design/number-words";
import { columnOf } from "./board-state";

export const instructions =
  "Press space to lift this card. Choose a column with the left and right arrow keys, drop the card with space, put it back with escape. Press enter to choose the column from a list.";

export function announcementsFor(columns: BoardColumn[]): Announcements {
  const title = (id: string | number) => {
    const record = columnOf(columns, Number(id))?.items.find((item) => item.id === Number(id));
    return record ? titleOf(record) : "The card";
  };
  const from = (id: string | number) => columnOf(columns, Number(id))?.label ?? "";
  return {
    onDragStart: ({ active }) => `${title(active.id)} lifted from ${from(active.id)}.`,
    onDragOver: ({ active, over }) => {
      const column = columnUnder(columns, over);
      if (column === undefined) return `${title(active.id)} is over no column.`;
      if (column === columnOf(columns, Number(active.id))) {
        return `${title(active.id)} lifted, over ${column.label} where it stands.`;
      }
      return `${title(active.id)} is over ${column.label}, ${counted(column.count, "card")}.`;
    },
    onDragEnd: ({ active, over }) => {
      const column = columnUnder(columns, over);
      if (column === undefined) return `${title(active.id)} put back to ${from(active.id)}.`;
      return `${title(active.id)} dropped in ${column.label}.`;
    },
    onDragCancel: ({ active }) => `${title(active.id)} put back to ${from(active.id)}.`,
  };
}

function columnUnder(columns: BoardColumn[], over: Over | null): BoardColumn | undefined {
  return columns.find((column) => `column-${column.value ?? ""}` === over?.id);
}
