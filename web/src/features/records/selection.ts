/** Which records are chosen for a change together; pure. */

export interface Selection {
  ids: ReadonlySet<number>;
  /** All that fit the filter, also those not loaded. */
  isAll: boolean;
  /** From where a choice with Shift reaches. */
  anchor: number | null;
}

export const nothingSelected: Selection = { ids: new Set(), isAll: false, anchor: null };

export function toggled(selection: Selection, id: number): Selection {
  const ids = new Set(selection.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, isAll: false, anchor: id };
}

/** Everything between the last choice and this one, in the order of the list. */
export function reachedTo(selection: Selection, id: number, order: readonly number[]): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) return toggled(selection, id);
  const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...selection.ids, ...between]), isAll: false, anchor: selection.anchor };
}

export function allOf(ids: readonly number[]): Selection {
  return { ids: new Set(ids), isAll: false, anchor: null };
}
