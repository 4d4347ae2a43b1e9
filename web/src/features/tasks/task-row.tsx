/** One task: tick it off, open it beside the page, put it off. */
import { Checkbox, VisuallyHidden } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMe } from "../../api/me";
import { type CrmRecord, fieldOf, type ObjectMeta, titleOf, useObject } from "../../api/objects";
import { ChoiceBadge } from "../../design/fields/choice-badge";
import { When } from "../../design/when";
import { RescheduleMenu } from "./reschedule-menu";
import classes from "./tasks.module.css";
import { useTaskWrites } from "./use-task-writes";

export function TaskRow({ task, isLate }: { task: CrmRecord; isLate: boolean }) {
  const { time_zone } = useMe().workspace;
  const meta = useObject("tasks");
  const writes = useTaskWrites(task);
  const about = aboutOf(task);
  return (
    <li className={classes.row} data-done={writes.isDone}>
      <Checkbox
        aria-label={`Done: ${titleOf(task)}`}
        checked={writes.isDone}
        disabled={!meta.rights.update}
        onChange={(event) => writes.complete(event.currentTarget.checked)}
      />
      <span className={classes.words}>
        <OpenLink reference={`tasks:${task.id}`} className={classes.title}>
          {titleOf(task)}
        </OpenLink>
        {about && (
          <OpenLink reference={about.reference} className={classes.about}>
            {about.title}
          </OpenLink>
        )}
      </span>
      <span className={classes.owner}>{task.labels.owner_id ?? assignee(task)}</span>
      <span className={classes.priority}>
        <Priority meta={meta} task={task} />
      </span>
      <span className={classes.due} data-late={isLate}>
        {isLate && <VisuallyHidden component="span">late, due </VisuallyHidden>}
        <When at={dueOf(task)} timeZone={time_zone} />
      </span>
      {meta.rights.update ? (
        <RescheduleMenu task={task} due={dueOf(task)} onChoose={writes.reschedule} />
      ) : (
        <span />
      )}
    </li>
  );
}

function OpenLink({
  reference,
  className,
  children,
}: {
  reference: string;
  className?: string;
  children: string;
}) {
  return (
    <Link
      to="."
      search={(search) => ({ ...search, open: reference })}
      resetScroll={false}
      className={className}
    >
      {children}
    </Link>
  );
}

function Priority({ meta, task }: { meta: ObjectMeta; task: CrmRecord }) {
  const field = fieldOf(meta, "priority");
  if (field === undefined || typeof task.priority !== "string") return null;
  return <ChoiceBadge field={field} value={task.priority} />;
}

const relations = { deal_id: "deals", lead_id: "leads", contact_id: "contacts" } as const;

function aboutOf(task: CrmRecord): { reference: string; title: string } | null {
  for (const [field, object] of Object.entries(relations)) {
    const title = task.labels[field];
    if (task[field] && title) return { reference: `${object}:${task[field]}`, title };
  }
  return null;
}

function assignee(task: CrmRecord): string | null {
  return typeof task.assignee === "string" ? task.assignee : null;
}

function dueOf(task: CrmRecord): string | null {
  return typeof task.due_date === "string" ? task.due_date : null;
}
