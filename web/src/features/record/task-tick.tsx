/** Ticks a task off where it is seen. */
import { Checkbox } from "@mantine/core";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { objectNamed, objectsQuery } from "../../api/objects";
import { updateRecord } from "../../api/record-writes";
import { forgetRecords } from "../../api/records";
import { showProblem } from "../../design/toasts";
import { showUndo } from "../../design/undo-toast";

interface TaskTickProps {
  id: number;
  title: string;
  isDone: boolean;
}

export function TaskTick({ id, title, isDone }: TaskTickProps) {
  const queryClient = useQueryClient();
  const mayTick = objectNamed(useSuspenseQuery(objectsQuery).data, "tasks")?.rights.update ?? false;
  const forget = () => forgetRecords(queryClient, "tasks");
  const tick = useMutation({
    mutationFn: (done: boolean) => updateRecord("tasks", id, { is_completed: done }),
    onSuccess: ({ undoId }, done) => {
      forget();
      showUndo(done ? `${title} is done` : `${title} is open again`, undoId, forget);
    },
    onError: showProblem,
  });
  return (
    <Checkbox
      size="xs"
      checked={tick.isPending ? tick.variables : isDone}
      disabled={tick.isPending || !mayTick}
      aria-label={`Done: ${title}`}
      onChange={(event) => tick.mutate(event.currentTarget.checked)}
    />
  );
}
