/** Tasks by when they are due: ticked off, put off and written down without leaving the page. */
import { Group, SegmentedControl, Stack } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useMe } from "../../api/me";
import { useObject } from "../../api/objects";
import { EmptyState } from "../../design/empty-state";
import { Page } from "../../design/page";
import { TextLink } from "../../design/text-link";
import { QuickAdd } from "./quick-add";
import { TaskGroupList } from "./task-group-list";
import { type GroupOfTasks, type Person, taskGroups } from "./task-groups";
import { TaskTabs } from "./task-tabs";
import { useTaskCounts } from "./use-task-counts";

const route = getRouteApi("/frame/tasks");
const firstSight = new Set(["overdue", "today", "upcoming"]);

export function TasksPage() {
  const { group, whose } = route.useSearch();
  const me = useMe();
  const meta = useObject("tasks");
  const person = whose === "mine" ? { id: me.id, name: me.name } : undefined;
  const counts = useTaskCounts(person);
  const shown = taskGroups.filter(({ name }) =>
    group === undefined ? firstSight.has(name) : name === group,
  );
  return (
    <Page
      title="Tasks"
      actions={
        <>
          <WhoseTasks />
          <TextLink to="/records/$object" params={{ object: "tasks" }} size="sm">
            As a table
          </TextLink>
        </>
      }
    >
      {meta.rights.create && <QuickAdd meta={meta} />}
      <TaskTabs counts={counts} />
      {isEmpty(counts) ? (
        <EmptyState title="No tasks yet">
          What is to be done for a lead, a contact or a deal stands here by the day it is due.
        </EmptyState>
      ) : (
        <Groups groups={shown} person={person} counts={counts} />
      )}
    </Page>
  );
}

interface GroupsProps {
  groups: GroupOfTasks[];
  person: Person | undefined;
  counts: ReturnType<typeof useTaskCounts>;
}

function Groups({ groups, person, counts }: GroupsProps) {
  return (
    <Stack gap="lg">
      {groups.map((group) => (
        <TaskGroupList key={group.name} group={group} person={person} count={counts[group.name]} />
      ))}
    </Stack>
  );
}

function WhoseTasks() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  return (
    <Group>
      <SegmentedControl
        aria-label="Whose tasks"
        size="xs"
        data={[
          { value: "all", label: "Everyone’s" },
          { value: "mine", label: "Mine" },
        ]}
        value={search.whose ?? "all"}
        onChange={(value) =>
          void navigate({ search: { ...search, whose: value === "mine" ? "mine" : undefined } })
        }
      />
    </Group>
  );
}

function isEmpty(counts: ReturnType<typeof useTaskCounts>): boolean {
  return taskGroups.every(({ name }) => counts[name] === 0);
}
