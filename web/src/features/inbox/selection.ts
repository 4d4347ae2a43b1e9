/** The chosen conversations, and the one that was chosen last, from which Shift reaches on; pure. */

export interface Chosen {
  ids: ReadonlySet<string>;
  last: string | null;
}

export const nothingChosen: Chosen = { ids: new Set(), last: null };

export function chosenWith(chosen: Chosen, id: string): Chosen {
  const ids = new Set(chosen.ids);
  if (!ids.delete(id)) ids.add(id);
  return { ids, last: id };
}

export function reachTo(chosen: Chosen, id: string, order: readonly string[]): Chosen {
  const [from, to] = [chosen.last === null ? -1 : order.indexOf(chosen.last), order.indexOf(id)];
  if (from < 0 || to < 0) return chosenWith(chosen, id);
  const reached = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set([...chosen.ids, ...reached]), last: id };
}
