/** How a board changes when a card is moved or a column grows; pure. */
import { type CrmRecord, dataOf, type FieldData, recordBody } from "../../api/objects";
import type { BoardColumn } from "../../api/record-shapes";

export interface BoardFields {
  /** The choice by which the columns are made. */
  field: string;
  /** The money that is summed. */
  value: string | null;
}

/** The card on top of the column it went to, with counts and sums that follow; an unknown card changes nothing. */
export function withMove(
  columns: BoardColumn[],
  recordId: number,
  to: string | null,
  fields: BoardFields,
): BoardColumn[] {
  const from = columnOf(columns, recordId);
  const record = from?.items.find(({ id }) => id === recordId);
  if (from === undefined || record === undefined || from.value === to) return columns;
  const moved = withValue(record, fields.field, to);
  const value = fields.value === null ? null : dataOf(record, fields.value);
  const sumWith = ({ sum }: BoardColumn, sign: number) =>
    value === null ? sum : added(sum, sign * Number(value));
  return columns.map((column) => {
    if (column.value === from.value) {
      return changed(column, -1, sumWith(column, -1), without(column.items, recordId));
    }
    if (column.value === to) return changed(column, 1, sumWith(column, 1), [moved, ...column.items]);
    return column;
  });
}

/** The record as the server keeps it, in the place where its card stands. */
export function withRecord(columns: BoardColumn[], record: CrmRecord): BoardColumn[] {
  return columns.map((column) => ({
    ...column,
    items: column.items.map((item) => (item.id === record.id ? record : item)),
  }));
}

/** The column with its next cards; a card that moved while they were read is not shown twice. */
export function withMore(
  columns: BoardColumn[],
  value: string | null,
  page: { items: CrmRecord[]; next: string | null },
): BoardColumn[] {
  const shown = new Set(columns.flatMap((column) => column.items.map(({ id }) => id)));
  const fresh = page.items.filter(({ id }) => !shown.has(id));
  return columns.map((column) =>
    column.value === value ? { ...column, items: [...column.items, ...fresh], next: page.next } : column,
  );
}

/**
 * The columns to show: those of the pipeline's stages in its order, else all. A stage of another pipeline stays where
 * it holds cards; records without a stage have a column only where there are some.
 */
export function stagesOf(columns: BoardColumn[], stages: string[] | null | undefined): BoardColumn[] {
  const used = columns.filter(({ value, count }) => value !== null || count > 0);
  if (!stages || stages.length === 0) return used;
  const place = (column: BoardColumn) => stages.indexOf(column.value ?? "");
  const listed = used.filter((column) => place(column) >= 0).sort((one, two) => place(one) - place(two));
  return [...listed, ...used.filter((column) => place(column) < 0 && column.count > 0)];
}

export function columnOf(columns: BoardColumn[], recordId: number): BoardColumn | undefined {
  return columns.find((column) => column.items.some(({ id }) => id === recordId));
}

function changed(column: BoardColumn, count: number, sum: number | null, items: CrmRecord[]): BoardColumn {
  return { ...column, count: Math.max(0, column.count + count), sum, items };
}

/** In cents, so that 0.1 and 0.2 make 0.3. A column without cards has no sum yet. */
function added(sum: number | null, amount: number): number {
  return Math.round(((sum ?? 0) + amount) * 100) / 100;
}

function without(items: CrmRecord[], recordId: number): CrmRecord[] {
  return items.filter(({ id }) => id !== recordId);
}

function withValue(record: CrmRecord, field: string, value: FieldData): CrmRecord {
  const { custom, ...declared } = recordBody({ [field]: value });
  return { ...record, ...declared, custom: { ...record.custom, ...(custom as object | undefined) } };
}
