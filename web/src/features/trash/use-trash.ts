/** Bringing records back, and removing them for good. */
import { useQueryClient } from "@tanstack/react-query";
import { type ObjectMeta, objectsQuery } from "../../api/objects";
import { purgeRecord, restoreRecord } from "../../api/record-writes";
import { forgetRecords } from "../../api/records";
import { type TrashItem, trashKey } from "../../api/trash";
import { showDone } from "../../design/toasts";
import { byObject, itemsWords } from "./trash-words";

export function useTrash() {
  const queryClient = useQueryClient();

  /** One after the other; what was done before one is refused stays done and is shown as such. */
  async function each(items: TrashItem[], write: (item: TrashItem) => Promise<unknown>): Promise<void> {
    try {
      for (const item of items) await write(item);
    } finally {
      for (const object of byObject(items).keys()) forgetRecords(queryClient, object);
      await queryClient.invalidateQueries({ queryKey: trashKey });
    }
  }

  function words(items: TrashItem[]): string {
    const objects: readonly ObjectMeta[] = queryClient.getQueryData(objectsQuery.queryKey) ?? [];
    return itemsWords(items, objects);
  }

  async function restore(items: TrashItem[]): Promise<void> {
    await each(items, ({ object, id }) => restoreRecord(object, id));
    showDone(`${words(items)} ${items.length === 1 ? "is" : "are"} back`);
  }

  async function purge(items: TrashItem[]): Promise<void> {
    await each(items, ({ object, id }) => purgeRecord(object, id));
    showDone(`${words(items)} removed for good`);
  }

  return { restore, purge };
}
