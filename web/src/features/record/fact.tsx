/** One field of a record: its value, and its editor in the same place. */
import { ActionIcon, Button, Group, Stack, Text } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import { type CrmRecord, dataOf, type FieldData, type FieldMeta, type ObjectMeta } from "../../api/objects";
import { asProblem } from "../../api/problem";
import { currentIn } from "../../api/record-writes";
import { FieldInput } from "../../design/fields/field-input";
import { FieldValue } from "../../design/fields/field-value";
import { ProblemNotice } from "../../design/problem-notice";
import classes from "./facts.module.css";
import { useRecordWrites } from "./use-record-writes";

interface FactProps {
  meta: ObjectMeta;
  field: FieldMeta;
  record: CrmRecord;
  isEditing: boolean;
  onEdit?: () => void;
  onDone: () => void;
}

export function Fact({ meta, field, record, isEditing, onEdit, onDone }: FactProps) {
  const pencil = useRef<HTMLButtonElement>(null);
  const wasEditing = useRef(false);

  useEffect(() => {
    if (wasEditing.current && !isEditing) pencil.current?.focus();
    wasEditing.current = isEditing;
  }, [isEditing]);

  if (isEditing) return <FactEditor meta={meta} field={field} record={record} onDone={onDone} />;
  return (
    <div className={classes.fact} data-editable={onEdit !== undefined}>
      <dt>{field.label}</dt>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a shortcut for the mouse; the button inside does the same by keyboard */}
      <dd className={classes.value} onClick={onEdit && editUnlessLink(onEdit)}>
        <span className={field.type === "long_text" ? classes.long : undefined}>
          <FieldValue field={field} record={record} />
        </span>
        {onEdit && (
          <ActionIcon
            ref={pencil}
            className={classes.edit}
            variant="subtle"
            color="gray"
            size={24}
            aria-label={`Edit ${field.label.toLowerCase()}`}
            data-edit
            onClick={onEdit}
          >
            <IconPencil size={14} aria-hidden="true" />
          </ActionIcon>
        )}
      </dd>
    </div>
  );
}

/** A click on a link follows it, and one that ends a selection copies; any other edits. */
function editUnlessLink(onEdit: () => void) {
  return (event: MouseEvent) => {
    const isLink = event.target instanceof Element && event.target.closest("a, button") !== null;
    if (!isLink && window.getSelection()?.isCollapsed !== false) onEdit();
  };
}

function FactEditor({ meta, field, record, onDone }: Omit<FactProps, "isEditing" | "onEdit">) {
  const [value, setValue] = useState<FieldData>(() => dataOf(record, field.name));
  const writes = useRecordWrites(meta, record);
  const save = useMutation({
    mutationFn: (wanted: FieldData) => writes.save({ [field.name]: wanted }, `${field.label} changed`),
    onSuccess: onDone,
  });

  function change(chosen: FieldData) {
    setValue(chosen);
    if (chosenAtOnce.has(field.type)) save.mutate(chosen);
  }

  function submit(event: FormEvent | KeyboardEvent) {
    event.preventDefault();
    save.mutate(value);
  }

  function keys(event: KeyboardEvent) {
    if (event.key === "Escape" && !isListOpen(event.target)) {
      event.stopPropagation();
      onDone();
    }
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(event);
  }

  const current = currentIn(save.error);
  const reason = save.isError
    ? asProblem(save.error).items.find((item) => item.field === field.name)?.reason
    : undefined;
  return (
    <div className={classes.fact} data-editing="true">
      <dt>{field.label}</dt>
      <dd>
        <form onSubmit={submit} onKeyDown={keys} noValidate>
          <Stack gap={8}>
            <FieldInput
              field={field}
              value={value}
              onChange={change}
              error={reason}
              record={record}
              isBare
              autoFocus
            />
            {save.isError && reason === undefined && <ProblemNotice error={save.error} />}
            {current && (
              <Text size="xs" component="div">
                It is now: <FieldValue field={field} record={current} />. Save again to put yours in its
                place.
              </Text>
            )}
            <Group gap={6}>
              <Button type="submit" size="compact-sm" loading={save.isPending}>
                Save
              </Button>
              <Button size="compact-sm" variant="subtle" color="gray" onClick={onDone}>
                Cancel
              </Button>
            </Group>
          </Stack>
        </form>
      </dd>
    </div>
  );
}

/** One choice is a whole answer; words and figures are only finished when the person says so. */
const chosenAtOnce = new Set<FieldMeta["type"]>(["choice", "boolean", "relation", "user"]);

function isListOpen(target: EventTarget): boolean {
  return target instanceof Element && target.getAttribute("aria-expanded") === "true";
}
