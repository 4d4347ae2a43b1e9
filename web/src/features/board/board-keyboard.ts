/** Arrows move a lifted card from column to column. */
import type { KeyboardCoordinateGetter } from "@dnd-kit/core";

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

export const nextColumn: KeyboardCoordinateGetter = (event, { currentCoordinates, context }) => {
  const step = steps[event.code];
  if (step === undefined) return undefined;
  event.preventDefault();
  const columns = context.droppableContainers
    .getEnabled()
    .flatMap(({ id }) => {
      const box = context.droppableRects.get(id);
      return box ? [{ id, box }] : [];
    })
    .sort((one, two) => one.box.left - two.box.left);
  const here = columns.findIndex(({ id }) => id === context.over?.id);
  const goal = columns[here + step];
  return goal && { ...currentCoordinates, x: goal.box.left };
};
