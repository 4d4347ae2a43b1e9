/** A new record that hangs on this one: what its object needs, and what one would say first. */
import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { FieldMeta, ObjectMeta } from "../../api/objects";
import { asProblem, reasonsByField } from "../../api/problem";
import { createRecord, type Values } from "../../api/record-writes";
import { forgetRecords } from "../../api/records";
import { FieldInput } from "../../design/fields/field-input";
import { ProblemNotice } from "../../design/problem-notice";
import { showUndo } from "../../design/undo-toast";

interface AddRelatedProps {
  meta: ObjectMeta;
  /** What is given by where it is added. */
  preset: Values;
  presetWords: string;
  opened: boolean;
  onClose: () => void;
}

export function AddRelated({ opened, ...rest }: AddRelatedProps) {
  const { meta, onClose } = rest;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Add ${meta.label.toLowerCase()}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <AddForm {...rest} />
    </Modal>
  );
}

function AddForm({ meta, preset, presetWords, onClose }: Omit<AddRelatedProps, "opened">) {
  const queryClient = useQueryClient();
  const fields = askedFields(meta, Object.keys(preset));
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(fields.map((field) => [field.name, field.default])),
  );
  const add = useMutation({
    mutationFn: () => createRecord(meta.name, { ...values, ...preset }),
    onSuccess: ({ undoId }) => {
      const forget = () => forgetRecords(queryClient, meta.name);
      forget();
      showUndo(`${meta.label} added`, undoId, forget);
      onClose();
    },
  });
  const reasons = add.isError ? reasonsByField(asProblem(add.error)) : {};

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    add.mutate();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Text c="dimmed">For {presetWords}</Text>
        {fields.map((field, index) => (
          <FieldInput
            key={field.name}
            field={field}
            value={values[field.name] ?? null}
            onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))}
            error={reasons[field.name]}
            autoFocus={index === 0}
          />
        ))}
        {add.isError && <ProblemNotice error={add.error} beside={values} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The required ones and those a list shows first; the rest is filled in on the record itself. */
function askedFields(meta: ObjectMeta, given: string[]): FieldMeta[] {
  return meta.fields.filter(
    (field) =>
      !field.read_only &&
      !field.retired &&
      !given.includes(field.name) &&
      (field.required || meta.title_fields.includes(field.name) || meta.list_columns.includes(field.name)),
  );
}
