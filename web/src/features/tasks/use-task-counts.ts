/** How many tasks each group holds. */
import { useQueries } from "@tanstack/react-query";
import { queryGroups } from "../../api/records";
import { type Person, type TaskGroup, taskGroups, tasksOf } from "./task-groups";

export type TaskCounts = Partial<Record<TaskGroup, number>>;

export function useTaskCounts(person: Person | undefined): TaskCounts {
  return useQueries({
    queries: taskGroups.map(({ where }) =>
      queryGroups("tasks", { where: tasksOf(where, person), aggregate: [{ fn: "count" }] }),
    ),
    combine: (answers) =>
      Object.fromEntries(
        answers.flatMap(({ data }, index) => {
          const name = taskGroups[index]?.name;
          return data && name ? [[name, data[0]?.values.count ?? 0]] : [];
        }),
      ),
  });
}
