/** The board's cards: read, moved with the change seen at once, and read on as a column is scrolled. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { growingBoardQuery, readCards } from "../../api/board-pages";
import { type CrmRecord, dataOf, fieldOf, type ObjectMeta, titleOf } from "../../api/objects";
import type { Board, BoardColumn } from "../../api/record-shapes";
import { updateRecord } from "../../api/record-writes";
import { type BoardQuery, forgetRecords, keepRecord } from "../../api/records";
import { choiceLabel } from "../../design/fields/field-words";
import { showProblem } from "../../design/toasts";
import { showUndo } from "../../design/undo-toast";
import { type BoardFields, withMore, withMove, withRecord } from "./board-state";

export interface Move {
  record: CrmRecord;
  to: string | null;
}

export function useBoard(meta: ObjectMeta, query: BoardQuery) {
  const queryClient = useQueryClient();
  const options = growingBoardQuery(queryClient, meta.name, query);
  const board = useQuery(options);
  const fields: BoardFields = { field: query.field, value: meta.board?.value ?? null };

  function change(columns: (now: BoardColumn[]) => BoardColumn[]) {
    queryClient.setQueryData<Board>(
      options.queryKey,
      (now) => now && { ...now, columns: columns(now.columns) },
    );
  }

  const move = useMutation({
    mutationFn: ({ record, to }: Move) =>
      updateRecord(meta.name, record.id, { [query.field]: to }, record.version),
    onMutate: async ({ record, to }: Move) => {
      await queryClient.cancelQueries({ queryKey: options.queryKey });
      change((columns) => withMove(columns, record.id, to, fields));
    },
    onError: (error, { record }) => {
      change((columns) => withMove(columns, record.id, columnValue(record, query.field), fields));
      showProblem(error);
      forgetRecords(queryClient, meta.name);
    },
    onSuccess: async ({ record, undoId }) => {
      keepRecord(queryClient, meta.name, record);
      // Read again now, the card would jump from where it was put to where the sort wants it.
      await queryClient.cancelQueries({ queryKey: options.queryKey });
      change((columns) => withRecord(columns, record));
      showUndo(movedWords(meta, query.field, record), undoId, () => forgetRecords(queryClient, meta.name));
    },
  });

  async function readMore(column: BoardColumn) {
    const page = await readCards(meta.name, query, column);
    change((columns) => withMore(columns, column.value, page));
  }

  return { board, move: (record: CrmRecord, to: string | null) => move.mutate({ record, to }), readMore };
}

function movedWords(meta: ObjectMeta, field: string, record: CrmRecord): string {
  const value = columnValue(record, field);
  const described = fieldOf(meta, field);
  const label = value === null || !described ? "no value" : choiceLabel(described, value);
  return `${titleOf(record)} moved to ${label}`;
}

function columnValue(record: CrmRecord, field: string): string | null {
  const value = dataOf(record, field);
  return typeof value === "string" ? value : null;
}
