/** Ticking off and putting off a task: seen at once, undone from the toast. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMe } from "../../api/me";
import { type CrmRecord, titleOf } from "../../api/objects";
import { updateRecord, type Values } from "../../api/record-writes";
import { forgetRecords } from "../../api/records";
import { timeWords } from "../../design/time-words";
import { showProblem } from "../../design/toasts";
import { showUndo } from "../../design/undo-toast";

interface Change {
  values: Values;
  words: string;
}

export function useTaskWrites(task: CrmRecord) {
  const queryClient = useQueryClient();
  const { time_zone } = useMe().workspace;
  const write = useMutation({
    mutationFn: ({ values }: Change) => updateRecord("tasks", task.id, values, task.version),
    onSuccess: ({ undoId }, { words }) => showUndo(words, undoId, () => forgetRecords(queryClient, "tasks")),
    onError: showProblem,
    onSettled: () => forgetRecords(queryClient, "tasks"),
  });
  const title = titleOf(task);
  const wanted = write.isPending || write.isSuccess ? write.variables.values.status : undefined;
  return {
    /** As it was just ticked, before the server has answered. */
    isDone: wanted === undefined ? task.status === "completed" : wanted === "completed",
    complete: (isDone: boolean) =>
      write.mutate(
        isDone
          ? { values: { status: "completed" }, words: `${title} done` }
          : { values: { status: "todo" }, words: `${title} open again` },
      ),
    reschedule: (due: string | null) =>
      write.mutate({
        values: { due_date: due },
        words:
          due === null ? `${title} has no date now` : `${title} due ${timeWords(due, new Date(), time_zone)}`,
      }),
  };
}
