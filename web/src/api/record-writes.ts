/** Every write of records: each answers what was written and the undo of it. */
import { type CrmAnswer, crmRequest, RefusedWrite } from "./crm-request";
import { type CrmRecord, type FieldData, type FilterNode, recordBody } from "./objects";
import type { DuplicateCandidate, UndoneItem } from "./record-shapes";

export type Values = Record<string, FieldData>;

export interface Written {
  record: CrmRecord;
  undoId: string | null;
}

export interface WrittenMany {
  created: CrmRecord[];
  updated: CrmRecord[];
  deleted: number[];
  undoId: string | null;
}

/** `refuseDuplicates`: likely doubles are told by a refusal (see `duplicatesIn`) and nothing is made. */
export function createRecord(object: string, values: Values, refuseDuplicates = false): Promise<Written> {
  const query = { duplicates: refuseDuplicates ? "refuse" : undefined };
  return written(crmRequest<CrmRecord>("POST", `/${object}`, { query, body: recordBody(values) }));
}

/** Changes some fields. With `version`, only where the record is still at it; see `currentIn` for the refusal. */
export function updateRecord(object: string, id: number, values: Values, version?: number): Promise<Written> {
  const headers = version === undefined ? undefined : { "If-Match": `"${version}"` };
  return written(crmRequest<CrmRecord>("PATCH", `/${object}/${id}`, { body: recordBody(values), headers }));
}

/** To the trash. */
export async function deleteRecord(
  object: string,
  id: number,
  cascade = false,
): Promise<{ undoId: string | null }> {
  const { undoId } = await crmRequest<null>("DELETE", `/${object}/${id}`, {
    query: { cascade: cascade || undefined },
  });
  return { undoId };
}

export function restoreRecord(object: string, id: number): Promise<Written> {
  return written(crmRequest<CrmRecord>("POST", `/${object}/${id}/restore`));
}

/** For good; only from the trash, only by an admin. */
export async function purgeRecord(object: string, id: number): Promise<void> {
  await crmRequest<null>("POST", `/${object}/${id}/purge`);
}

export interface BatchChanges {
  create?: Values[];
  update?: { id: number; version?: number; values: Values }[];
  delete?: number[];
}

/** At most 1,000 together; all or nothing. */
export function batch(object: string, changes: BatchChanges): Promise<WrittenMany> {
  return writtenMany(object, {
    create: changes.create?.map(recordBody),
    update: changes.update?.map(({ id, version, values }) => ({ id, version, ...recordBody(values) })),
    delete: changes.delete,
  });
}

/** All records that fit the filter; `expected` is how many the person was told. */
export function batchWhere(
  object: string,
  where: FilterNode,
  expected: number,
  change: { set: Values } | { delete: true },
): Promise<WrittenMany> {
  const what = "set" in change ? { set: recordBody(change.set) } : change;
  return writtenMany(object, { where, expected, ...what });
}

async function writtenMany(object: string, body: unknown): Promise<WrittenMany> {
  const answer = await crmRequest<Omit<WrittenMany, "undoId">>("POST", `/${object}/batch`, { body });
  return { ...answer.data, undoId: answer.undoId };
}

export function mergeRecords(
  object: string,
  keep: number,
  merge: number[],
  values?: Values,
): Promise<Written> {
  const body = { keep, merge, values: values && recordBody(values) };
  return written(crmRequest<CrmRecord>("POST", `/${object}/merge`, { body }));
}

/** Takes a write back; the answer's own undo does it again. */
export async function undo(undoId: string): Promise<{ items: UndoneItem[]; undoId: string | null }> {
  const answer = await crmRequest<{ items: UndoneItem[] }>("POST", `/undo/${undoId}`);
  return { items: answer.data.items, undoId: answer.undoId };
}

/** Records that are likely the same as what is about to be made. */
export async function findDuplicates(object: string, values: Values): Promise<DuplicateCandidate[]> {
  const { data } = await crmRequest<{ items: DuplicateCandidate[] }>("POST", `/${object}/duplicates`, {
    body: recordBody(values),
  });
  return data.items;
}

/** The record as another person left it, where a write was refused for that. */
export function currentIn(error: unknown): CrmRecord | null {
  const current = error instanceof RefusedWrite ? error.body.current : null;
  return (current as CrmRecord | undefined) ?? null;
}

/** The likely doubles, where a new record was refused for them. */
export function duplicatesIn(error: unknown): DuplicateCandidate[] {
  const found = error instanceof RefusedWrite ? error.body.duplicates : null;
  return Array.isArray(found) ? (found as DuplicateCandidate[]) : [];
}

async function written(request: Promise<CrmAnswer<CrmRecord>>): Promise<Written> {
  const { data, undoId } = await request;
  return { record: data, undoId };
}
