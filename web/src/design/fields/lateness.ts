/** Whether what is due with a record is late: its time has passed and nothing has closed it; pure. */
import { type CrmRecord, dataOf, type FieldMeta, type ObjectMeta } from "../../api/objects";

export const followUpField = "next_follow_up";

export function isLate(
  meta: Pick<ObjectMeta, "due_field" | "board">,
  record: CrmRecord,
  field: Pick<FieldMeta, "name" | "type">,
  now: Date,
): boolean {
  if (field.type !== "time" || (field.name !== meta.due_field && field.name !== followUpField)) return false;
  const at = dataOf(record, field.name);
  return typeof at === "string" && new Date(at) < now && !isClosed(meta, record);
}

function isClosed({ board }: Pick<ObjectMeta, "board">, record: CrmRecord): boolean {
  if (record.is_completed === true) return true;
  const stage = board && record[board.field];
  return typeof stage === "string" && (board?.final.includes(stage) ?? false);
}
