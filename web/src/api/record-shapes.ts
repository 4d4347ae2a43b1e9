/** The shapes of answers about records, beside the record itself. */
import type { CrmRecord, FieldData, FilterNode } from "./objects";

export interface Actor {
  id: number | null;
  kind: string;
  name: string;
}

export interface FieldChange {
  field: string;
  old: FieldData;
  new: FieldData;
  old_label?: string;
  new_label?: string;
}

export interface HistoryEntry {
  id: number;
  at: string;
  actor: Actor;
  via: "app" | "api" | "assistant" | "mcp" | "import" | "system";
  action: "created" | "updated" | "deleted" | "restored" | "merged" | "undone";
  changes: FieldChange[];
  undo_id: string | null;
}

export interface TimelineEntry {
  kind: "call" | "email" | "meeting" | "note" | "task" | "activity" | "message" | "change";
  object: string;
  id: number;
  at: string;
  title: string;
  body: string | null;
  data: Record<string, unknown>;
  actor: string | null;
}

export interface DuplicateCandidate {
  record: CrmRecord;
  /** How alike, from 0 to 1. */
  score: number;
  reasons: string[];
}

export interface DuplicateGroup {
  records: CrmRecord[];
  score: number;
  reasons: string[];
}

export interface BoardColumn {
  value: string | null;
  label: string;
  count: number;
  sum: number | null;
  items: CrmRecord[];
  next: string | null;
}

export interface Board {
  field: string;
  columns: BoardColumn[];
}

export interface UndoneItem {
  object: string;
  id: number;
  record: CrmRecord | null;
}

export interface SavedView {
  id: number;
  object: string;
  name: string;
  shared: boolean;
  owner_id: number | null;
  is_mine: boolean;
  query: { where?: FilterNode | null; search?: string | null; sort?: string | null };
  columns: string[];
  layout: "table" | "board";
}
