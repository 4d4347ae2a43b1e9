/** One entry: what it was, by whom and when; a task can be ticked off here. */
import { Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useMe } from "../../api/me";
import { type ObjectMeta, objectNamed } from "../../api/objects";
import type { TimelineEntry as Entry, FieldChange } from "../../api/record-shapes";
import { ChangeLines } from "../../design/fields/change-lines";
import { objectIcon } from "../../design/object-icons";
import { TextLink } from "../../design/text-link";
import { When } from "../../design/when";
import { TaskTick } from "./task-tick";
import classes from "./timeline.module.css";
import { TimelineBody } from "./timeline-body";
import { dataWords, kindWords } from "./timeline-words";

interface TimelineEntryProps {
  entry: Entry;
  meta: ObjectMeta;
  objects: readonly ObjectMeta[];
}

export function TimelineEntry({ entry, meta, objects }: TimelineEntryProps) {
  const { time_zone } = useMe().workspace;
  const EntryIcon = entry.kind === "change" ? IconHistory : objectIcon(entry.object);
  const own = objectNamed(objects, entry.object);
  const said = entry.kind === "change" ? "" : dataWords(entry.data, own);
  const changes = changesOf(entry);
  const isInBody = beginsWith(entry.body, entry.title);
  const isElsewhere = entry.object !== meta.name;
  return (
    <li className={classes.entry} data-kind={entry.kind}>
      <span className={classes.icon} aria-hidden="true">
        <EntryIcon size={15} stroke={1.6} />
      </span>
      <div>
        <Text component="div" className={classes.title}>
          {entry.object === "tasks" && entry.kind === "task" && (
            <TaskTick id={entry.id} title={entry.title} isDone={entry.data.is_completed === true} />
          )}
          {!isInBody && <span className={classes.kind}>{kindWords[entry.kind]}</span>}
          {isElsewhere && (
            <TextLink to="." search={openRecord(entry.object, entry.id)} fw={500}>
              {isInBody ? kindWords[entry.kind] : entry.title}
            </TextLink>
          )}
          {!isElsewhere && changes.length === 0 && entry.title}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          <When at={entry.at} timeZone={time_zone} />
          {[entry.actor, said].filter(Boolean).map((words) => ` · ${words}`)}
        </Text>
        {entry.body && <TimelineBody text={entry.body} />}
        <ChangeLines meta={own ?? meta} changes={changes} />
      </div>
    </li>
  );
}

/** A note is called by its own first words; they need not be read twice. */
function beginsWith(body: string | null, title: string): boolean {
  return body?.replaceAll(/\s+/g, " ").startsWith(title.replace(/ …$/, "")) ?? false;
}

function openRecord(object: string, id: number) {
  return (before: Record<string, unknown>) => ({ ...before, open: `${object}:${id}` });
}

const told = new Set(["updated", "undone"]);

/** What was written when the record was made stands in its facts; only later changes are told. */
function changesOf({ kind, data }: Entry): FieldChange[] {
  if (kind !== "change" || !told.has(String(data.action)) || !Array.isArray(data.changes)) return [];
  return data.changes as FieldChange[];
}
