/** Changing one value where it stands: shown at once, undone from the toast, and asked about where two collide. */
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type CrmRecord, dataOf, type FieldData, type FieldMeta, type ObjectMeta } from "../../api/objects";
import { asProblem, reasonsByField } from "../../api/problem";
import { currentIn, updateRecord } from "../../api/record-writes";
import { forgetRecords, keepRecord, replaceInLists } from "../../api/records";
import { asSentence } from "../../design/fields/field-words";
import { showProblem } from "../../design/toasts";
import { showUndo } from "../../design/undo-toast";

export interface Editing {
  id: number;
  field: string;
  /** What was typed before, where the server refused it, and why. */
  draft?: FieldData;
  error?: string;
}

export interface Conflict {
  id: number;
  field: FieldMeta;
  mine: FieldData;
  current: CrmRecord;
}

export interface CellEdit {
  editing: Editing | null;
  conflict: Conflict | null;
  start: (id: number, field: string) => void;
  cancel: () => void;
  save: (record: CrmRecord, field: FieldMeta, value: FieldData) => void;
  overwrite: () => void;
  keepTheirs: () => void;
}

export function useCellEdit(meta: ObjectMeta): CellEdit {
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState<Editing | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const put = (record: CrmRecord) => replaceInLists(queryClient, meta.name, record.id, () => record);

  async function write(
    before: CrmRecord,
    field: FieldMeta,
    value: FieldData,
    version: number,
  ): Promise<void> {
    const { record, undoId } = await updateRecord(meta.name, before.id, { [field.name]: value }, version);
    keepRecord(queryClient, meta.name, record);
    showUndo(`${field.label} changed`, undoId, () => forgetRecords(queryClient, meta.name));
  }

  async function settle(
    before: CrmRecord,
    field: FieldMeta,
    value: FieldData,
    error: unknown,
  ): Promise<void> {
    const current = currentIn(error);
    if (current === null) return refuse(before, field, value, error);
    put(current);
    if (!same(dataOf(current, field.name), dataOf(before, field.name))) {
      setConflict({ id: before.id, field, mine: value, current });
      return;
    }
    // Somebody changed another field: this change takes nothing from them.
    await write(current, field, value, current.version).catch((reason) =>
      refuse(current, field, value, reason),
    );
  }

  function refuse(before: CrmRecord, field: FieldMeta, value: FieldData, error: unknown): void {
    put(before);
    const problem = asProblem(error);
    const said = problem.status === 422 ? (reasonsByField(problem)[field.name] ?? problem.detail) : null;
    if (said === null) showProblem(error);
    else setEditing({ id: before.id, field: field.name, draft: value, error: asSentence(said) });
  }

  function save(record: CrmRecord, field: FieldMeta, value: FieldData): void {
    setEditing(null);
    if (same(dataOf(record, field.name), value)) return;
    if (canShowAtOnce(field)) put(withValue(record, field.name, value));
    write(record, field, value, record.version).catch((error) => settle(record, field, value, error));
  }

  function overwrite(): void {
    if (conflict === null) return;
    const { current, field, mine } = conflict;
    setConflict(null);
    write(current, field, mine, current.version).catch((error) => settle(current, field, mine, error));
  }

  return {
    editing,
    conflict,
    start: (id, field) => setEditing({ id, field }),
    cancel: () => setEditing(null),
    save,
    overwrite,
    keepTheirs: () => setConflict(null),
  };
}

/** The title of what an id names is known only from the server's answer. */
function canShowAtOnce(field: FieldMeta): boolean {
  return field.type !== "relation" && field.type !== "user";
}

function withValue(record: CrmRecord, name: string, value: FieldData): CrmRecord {
  if (!name.startsWith("custom.")) return { ...record, [name]: value };
  return { ...record, custom: { ...record.custom, [name.slice("custom.".length)]: value } };
}

function same(one: FieldData, other: FieldData): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
