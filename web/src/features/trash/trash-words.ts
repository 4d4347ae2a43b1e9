/** What lies in the trash, in words. */
import type { ObjectMeta } from "../../api/objects";
import type { TrashItem } from "../../api/trash";
import { counted } from "../../design/number-words";

/** Ids are counted by object, so both make one key. */
export function keyOf({ object, id }: Pick<TrashItem, "object" | "id">): string {
  return `${object}:${id}`;
}

/** The chosen ids of each object; one request can only speak of one. */
export function byObject(items: TrashItem[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (const { object, id } of items) groups.set(object, [...(groups.get(object) ?? []), id]);
  return groups;
}

/** The name of the one, or "2 leads and 1 deal", or how many records. */
export function itemsWords(items: TrashItem[], objects: readonly ObjectMeta[]): string {
  const [only] = items;
  if (items.length === 1 && only) return only.title;
  const groups = [...byObject(items)];
  if (groups.length > 2) return counted(items.length, "record");
  return groups
    .map(([object, ids]) => {
      const meta = objects.find((one) => one.name === object);
      return counted(ids.length, meta?.label.toLowerCase() ?? "record", meta?.label_plural.toLowerCase());
    })
    .join(" and ");
}
