/** What can be done to one record; each says what it did and how to take it back. */
import { useQueryClient } from "@tanstack/react-query";
import { type CrmRecord, dataOf, type ObjectMeta, titleOf } from "../../api/objects";
import {
  currentIn,
  deleteRecord,
  purgeRecord,
  restoreRecord,
  updateRecord,
  type Values,
} from "../../api/record-writes";
import { forgetRecords, keepRecord } from "../../api/records";
import { showDone } from "../../design/toasts";
import { showUndo } from "../../design/undo-toast";

export function useRecordWrites(meta: ObjectMeta, record: CrmRecord) {
  const queryClient = useQueryClient();
  const forget = () => forgetRecords(queryClient, meta.name);

  async function write(from: CrmRecord, values: Values, words: string): Promise<void> {
    const saved = await updateRecord(meta.name, record.id, values, from.version);
    keepRecord(queryClient, meta.name, saved.record);
    showUndo(words, saved.undoId, forget);
  }

  /** Throws where someone else has changed the same fields meanwhile; what they wrote is shown, and the next try goes on from there. */
  async function save(values: Values, words: string): Promise<void> {
    try {
      await write(record, values, words);
    } catch (error) {
      const current = currentIn(error);
      if (current === null) throw error;
      keepRecord(queryClient, meta.name, current);
      if (isChanged(Object.keys(values), record, current)) throw error;
      await write(current, values, words);
    }
  }

  /** `cascade`: also what cannot be without it, such as the deals of a pipeline. */
  async function remove(cascade = false): Promise<void> {
    const { undoId } = await deleteRecord(meta.name, record.id, cascade);
    forget();
    showUndo(`${titleOf(record)} is in the trash`, undoId, forget);
  }

  async function restore(): Promise<void> {
    const restored = await restoreRecord(meta.name, record.id);
    keepRecord(queryClient, meta.name, restored.record);
    forget();
    showDone(`${titleOf(record)} is back`);
  }

  async function purge(): Promise<void> {
    await purgeRecord(meta.name, record.id);
    forget();
    showDone(`${titleOf(record)} was removed for good`);
  }

  return { save, remove, restore, purge };
}

function isChanged(fields: string[], before: CrmRecord, now: CrmRecord): boolean {
  return fields.some((field) => JSON.stringify(dataOf(before, field)) !== JSON.stringify(dataOf(now, field)));
}
