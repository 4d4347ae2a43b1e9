/** The columns side by side, and what happens when a card is dragged over them by mouse, touch or keyboard. */
import {
  type CollisionDetection,
  DndContext,
  type DragEndEvent,
  DragOverlay,
  KeyboardCode,
  KeyboardSensor,
  MouseSensor,
  pointerWithin,
  rectIntersection,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type CSSProperties, type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { CrmRecord, ObjectMeta } from "../../api/objects";
import type { BoardColumn as Column } from "../../api/record-shapes";
import classes from "./board.module.css";
import { announcementsFor, instructions } from "./board-announcements";
import { CardFace } from "./board-card";
import { BoardColumn } from "./board-column";
import { nextColumn } from "./board-keyboard";
import { columnOf } from "./board-state";

interface BoardColumnsProps {
  meta: ObjectMeta;
  columns: Column[];
  /** Absent where the reader may not change records. */
  onMove?: (record: CrmRecord, to: string | null) => void;
  onMore: (column: Column) => Promise<void>;
}

export function BoardColumns({ meta, columns, onMove, onMore }: BoardColumnsProps) {
  const [liftedId, lift] = useState<number | null>(null);
  const lifted = cardIn(columns, liftedId);
  const sensors = useBoardSensors();
  const board = useRef<HTMLElement>(null);
  const top = useTopOf(board);

  const keepFocus = useFocusOnMoved(board, columns);

  function move(record: CrmRecord, to: string | null) {
    onMove?.(record, to);
    keepFocus(record.id);
  }

  function drop({ active, over, activatorEvent }: DragEndEvent) {
    lift(null);
    const record = cardIn(columns, Number(active.id));
    const target = columns.find((column) => columnId(column) === over?.id);
    if (!record || !target || target.items.includes(record)) return;
    if (activatorEvent instanceof KeyboardEvent) move(record, target.value);
    else onMove?.(record, target.value);
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={underCard}
      accessibility={{
        announcements: announcementsFor(columns),
        restoreFocus: false,
        screenReaderInstructions: { draggable: instructions },
      }}
      onDragStart={({ active }) => lift(Number(active.id))}
      onDragEnd={drop}
      onDragCancel={() => lift(null)}
    >
      <section
        ref={board}
        className={classes.board}
        style={{ "--board-top": `${top}px` } as CSSProperties}
        data-dragging={lifted !== undefined}
        aria-label={`${meta.label_plural} by stage`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reached by keyboard
        tabIndex={0}
      >
        {columns.map((column) => (
          <BoardColumn
            key={columnId(column)}
            id={columnId(column)}
            meta={meta}
            column={column}
            columns={columns}
            isGoal={lifted !== undefined && columnOf(columns, lifted.id) !== column}
            onMove={onMove && move}
            onMore={onMore}
          />
        ))}
      </section>
      <DragOverlay dropAnimation={null}>
        {lifted && (
          <div className={classes.card} data-lifted>
            <CardFace meta={meta} record={lifted} />
          </div>
        )}
      </DragOverlay>
    </DndContext>
  );
}

export function columnId(column: Pick<Column, "value">): string {
  return `column-${column.value ?? ""}`;
}

function cardIn(columns: Column[], id: number | null): CrmRecord | undefined {
  if (id === null) return undefined;
  return columnOf(columns, id)?.items.find((record) => record.id === id);
}

const fewestPixels = 4;
const longPress = { delay: 220, tolerance: 8 };
const keys = {
  start: [KeyboardCode.Space],
  end: [KeyboardCode.Space, KeyboardCode.Enter],
  cancel: [KeyboardCode.Esc],
};

/** On a screen that is touched a card is lifted by a long press, so that a swipe still scrolls. */
function useBoardSensors() {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: fewestPixels } }),
    useSensor(TouchSensor, { activationConstraint: longPress }),
    useSensor(KeyboardSensor, { coordinateGetter: nextColumn, keyboardCodes: keys }),
  );
}

/** A card that was moved by keyboard or from its list stands elsewhere in the page: the focus goes with it. */
function useFocusOnMoved(board: RefObject<HTMLElement | null>, columns: Column[]) {
  const movedId = useRef<number | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the card stands elsewhere when the columns have changed
  useEffect(() => {
    if (movedId.current === null) return;
    const handle = board.current?.querySelector<HTMLElement>(`[data-handle="${movedId.current}"]`);
    movedId.current = null;
    handle?.focus();
  }, [columns]);
  return (id: number) => {
    movedId.current = id;
  };
}

/** Where it begins on the page, so that it can reach to the foot of the window whatever stands above it. */
function useTopOf(element: RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(240);
  useLayoutEffect(() => {
    const box = element.current?.getBoundingClientRect();
    if (box) setTop(Math.round(box.top + window.scrollY));
  });
  return top;
}

/** The column under the pointer; by keyboard, the one that the card covers most. */
const underCard: CollisionDetection = (drag) => {
  const pointed = pointerWithin(drag);
  return pointed.length > 0 ? pointed : rectIntersection(drag);
};
