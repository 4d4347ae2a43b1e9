/** What comes next with the record, always in sight: its follow-up and its next open task. */
import { Button, Group, Popover, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBell, IconChecklist } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "../../api/me";
import {
  type CrmRecord,
  dataOf,
  type FieldData,
  type FieldMeta,
  fieldOf,
  type ObjectMeta,
  titleOf,
} from "../../api/objects";
import { listQuery } from "../../api/records";
import { FieldInput } from "../../design/fields/field-input";
import { followUpField, isLate } from "../../design/fields/lateness";
import { Mark } from "../../design/marks";
import { TextLink } from "../../design/text-link";
import { showProblem } from "../../design/toasts";
import { When } from "../../design/when";
import { followUpTimes } from "./follow-up-times";
import classes from "./record.module.css";
import { TaskTick } from "./task-tick";
import { useRecordWrites } from "./use-record-writes";

interface NextStepProps {
  meta: ObjectMeta;
  record: CrmRecord;
}

export function NextStep({ meta, record }: NextStepProps) {
  const followUp = fieldOf(meta, followUpField);
  const taskLink = meta.related.find((related) => related.object === "tasks")?.field;
  if (record.deleted_at !== null || (!followUp && !taskLink)) return null;
  return (
    <div className={classes.next}>
      {followUp && <FollowUp meta={meta} record={record} field={followUp} />}
      {taskLink && <NextTask link={taskLink} id={record.id} />}
    </div>
  );
}

function FollowUp({ meta, record, field }: NextStepProps & { field: FieldMeta }) {
  const { time_zone } = useMe().workspace;
  const at = dataOf(record, field.name);
  return (
    <Group gap="xs" className={classes.step}>
      <IconBell size={16} stroke={1.6} aria-hidden="true" />
      <Text c="dimmed">{field.label}</Text>
      <Text fw={500} component="div">
        {typeof at === "string" ? <When at={at} timeZone={time_zone} /> : "none"}
      </Text>
      {isLate(meta, record, field, new Date()) && (
        <Text size="xs" component="div">
          <Mark shape="◆" tone="danger" words="overdue" />
        </Text>
      )}
      {meta.rights.update && <ChangeFollowUp meta={meta} record={record} field={field} at={at} />}
    </Group>
  );
}

interface ChangeFollowUpProps extends NextStepProps {
  field: FieldMeta;
  at: FieldData;
}

function ChangeFollowUp({ meta, record, field, at }: ChangeFollowUpProps) {
  const [isOpen, { close, toggle }] = useDisclosure(false);
  const writes = useRecordWrites(meta, record);
  const save = useMutation({
    mutationFn: (value: FieldData) =>
      writes.save({ [field.name]: value }, value === null ? "Follow-up is off" : "Follow-up is set"),
    onSuccess: close,
    onError: showProblem,
  });
  return (
    <Popover opened={isOpen} onChange={(opened) => !opened && close()} width={300} withRoles trapFocus>
      <Popover.Target>
        <Button variant="default" size="compact-sm" onClick={toggle}>
          {at === null ? "Set" : "Change"}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={field.label}>
        {isOpen && (
          <Choices field={field} at={at} isSaving={save.isPending} onChoose={(value) => save.mutate(value)} />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface ChoicesProps {
  field: FieldMeta;
  at: FieldData;
  isSaving: boolean;
  onChoose: (value: FieldData) => void;
}

function Choices({ field, at, isSaving, onChoose }: ChoicesProps) {
  const { time_zone } = useMe().workspace;
  const [value, setValue] = useState<FieldData>(at);
  return (
    <Stack gap="sm">
      <Group gap={6}>
        {followUpTimes(new Date(), time_zone).map((time) => (
          <Button
            key={time.label}
            variant="default"
            size="compact-sm"
            disabled={isSaving}
            onClick={() => onChoose(time.at)}
          >
            {time.label}
          </Button>
        ))}
      </Group>
      <FieldInput field={field} value={value} onChange={setValue} />
      <Group gap="xs">
        <Button size="compact-sm" loading={isSaving} disabled={value === at} onClick={() => onChoose(value)}>
          Save
        </Button>
        {at !== null && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            disabled={isSaving}
            onClick={() => onChoose(null)}
          >
            No follow-up
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function NextTask({ link, id }: { link: string; id: number }) {
  const { time_zone } = useMe().workspace;
  const tasks = useInfiniteQuery(
    listQuery("tasks", {
      filter: {
        and: [
          { field: link, op: "eq", value: id },
          { field: "status", op: "in", value: ["todo", "in_progress"] },
        ],
      },
      sort: "due_date",
      limit: 1,
    }),
  );
  const page = tasks.data?.pages[0];
  const task = page?.items[0];
  if (page === undefined) return null;
  const due = task ? dataOf(task, "due_date") : null;
  return (
    <Group gap="xs" className={classes.step}>
      <IconChecklist size={16} stroke={1.6} aria-hidden="true" />
      <Text c="dimmed">Next task</Text>
      {task === undefined ? (
        <Text fw={500}>none</Text>
      ) : (
        <>
          <TaskTick id={task.id} title={titleOf(task)} isDone={false} />
          <TextLink to="." search={(before) => ({ ...before, open: `tasks:${task.id}` })} fw={500}>
            {titleOf(task)}
          </TextLink>
          {typeof due === "string" && <When at={due} timeZone={time_zone} />}
          {page.total > 1 && <Text c="dimmed">and {page.total - 1} more</Text>}
        </>
      )}
    </Group>
  );
}
