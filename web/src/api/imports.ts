/** Files of records on their way into the workspace. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { crmRequest } from "./crm-request";
import type { FieldData } from "./objects";
import { type UploadProgress, uploadForm } from "./upload";

export type ImportStatus = "uploaded" | "queued" | "running" | "done" | "failed" | "undone";
export type ImportMode = "create" | "update" | "upsert" | "skip";
export type ImportAction = "create" | "update" | "skip";

export interface ImportColumn {
  header: string;
  index: number;
  field: string | null;
  /** How sure the match is, from 0 to 1. */
  score: number;
  samples: (string | null)[];
}

export interface ImportOptions {
  /** The index of a column to a field, or to null where the column is left out. */
  mapping: Record<string, string | null>;
  mode: ImportMode;
  key: string | null;
  date_order: "dmy" | "mdy" | "ymd" | null;
  own_as: number | null;
}

export interface ImportRow {
  /** The row of the file, the head being row 1. */
  row: number;
  values: Record<string, FieldData>;
  /** The field is empty where the row as a whole does not fit. */
  errors: { field: string; reason: string }[];
  action: ImportAction;
  /** Words for the ids among the values. */
  labels: Record<string, string>;
  /** What stands in the cells that cannot be read. */
  written: Record<string, string>;
}

export interface ImportProgress {
  done: number;
  total: number;
  created: number;
  updated: number;
  skipped: number;
  failed: number;
}

export interface RecordImport {
  id: number;
  object: string;
  file_name: string;
  status: ImportStatus;
  rows: number;
  encoding: string | null;
  delimiter: string | null;
  columns: ImportColumn[];
  options: ImportOptions;
  preview: ImportRow[];
  progress: ImportProgress;
  undo_id: string | null;
  error: string | null;
  created_at: string;
  finished_at: string | null;
}

const watchEvery = 1000;

export const importKeys = {
  all: ["imports"] as const,
  one: (id: number) => ["imports", id] as const,
};

export function importQuery(id: number) {
  return queryOptions({
    queryKey: importKeys.one(id),
    queryFn: () => answer<RecordImport>("GET", `/imports/${id}`),
    refetchInterval: ({ state }) =>
      (state.data?.status === "queued" || state.data?.status === "running") && watchEvery,
  });
}

export function importsQuery(object: string) {
  return queryOptions({
    queryKey: [...importKeys.all, { object }],
    queryFn: () => answer<{ items: RecordImport[] }>("GET", "/imports", { query: { object } }),
  });
}

/** What a write answered is the newest that is known: an older reading that is still under way must not replace it. */
export async function keepImport(queryClient: QueryClient, file: RecordImport): Promise<void> {
  await queryClient.cancelQueries({ queryKey: importKeys.one(file.id) });
  queryClient.setQueryData(importKeys.one(file.id), file);
}

export function uploadImport(
  object: string,
  file: File,
  onProgress: (progress: UploadProgress) => void,
): Promise<RecordImport> {
  const form = new FormData();
  form.set("file", file);
  return uploadForm(`/api/v1/${object}/import`, form, onProgress);
}

export function changeImport(id: number, options: ImportOptions): Promise<RecordImport> {
  return answer("PATCH", `/imports/${id}`, { body: { options } });
}

export function startImport(id: number): Promise<RecordImport> {
  return answer("POST", `/imports/${id}/start`);
}

export function undoImport(id: number): Promise<RecordImport> {
  return answer("POST", `/imports/${id}/undo`);
}

export function discardImport(id: number): Promise<void> {
  return answer("DELETE", `/imports/${id}`);
}

/** The failed rows with their reasons, as CSV. */
export function importErrorsPath(id: number): string {
  return `/imports/${id}/errors`;
}

async function answer<Data>(...request: Parameters<typeof crmRequest>): Promise<Data> {
  return (await crmRequest<Data>(...request)).data;
}
