/** One group of tasks with what it holds. */
import { Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useId } from "react";
import { listQuery } from "../../api/records";
import { LoadingRows } from "../../design/loading-rows";
import { countWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { ShowMore } from "../../design/show-more";
import { type GroupOfTasks, type Person, tasksOf } from "./task-groups";
import { TaskRow } from "./task-row";
import classes from "./tasks.module.css";

const tasksAtOnce = 25;

interface TaskGroupListProps {
  group: GroupOfTasks;
  person: Person | undefined;
  count: number | undefined;
}

export function TaskGroupList({ group, person, count }: TaskGroupListProps) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={classes.group}>
      <Title order={2} id={headingId} className={classes.groupTitle} data-urgent={isUrgent(group, count)}>
        {group.title} <span className={classes.count}>{countWords(count)}</span>
      </Title>
      <Tasks group={group} person={person} />
    </section>
  );
}

function Tasks({ group, person }: Omit<TaskGroupListProps, "count">) {
  const tasks = useInfiniteQuery(
    listQuery("tasks", { filter: tasksOf(group.where, person), sort: group.sort, limit: tasksAtOnce }),
  );
  if (tasks.isPending) return <LoadingRows rows={3} />;
  if (tasks.isError) return <ProblemNotice error={tasks.error} onRetry={() => void tasks.refetch()} />;
  const items = tasks.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <Text c="dimmed">{group.empty}</Text>;
  return (
    <>
      <ul className={classes.list}>
        {items.map((task) => (
          <TaskRow key={task.id} task={task} isLate={group.name === "overdue"} />
        ))}
      </ul>
      {tasks.hasNextPage && (
        <ShowMore
          shown={items.length}
          total={tasks.data.pages[0]?.total ?? items.length}
          hasMore
          isLoading={tasks.isFetchingNextPage}
          onMore={() => void tasks.fetchNextPage()}
        />
      )}
    </>
  );
}

function isUrgent(group: GroupOfTasks, count: number | undefined): boolean {
  return group.name === "overdue" && (count ?? 0) > 0;
}
