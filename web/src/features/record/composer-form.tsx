/** The few fields of one kind; what was typed stays until it is kept. */
import { Button, Group, SimpleGrid, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { FormEvent, KeyboardEvent } from "react";
import { type CrmRecord, type FieldMeta, type ObjectMeta, titleOf } from "../../api/objects";
import { asProblem, reasonsByField } from "../../api/problem";
import { createRecord } from "../../api/record-writes";
import { forgetRecords } from "../../api/records";
import { FieldInput } from "../../design/fields/field-input";
import { ProblemNotice } from "../../design/problem-notice";
import { showUndo } from "../../design/undo-toast";
import { bodyOf, type Composition, draftKey, startingValues, unfilled } from "./composing";
import { useDraft } from "./use-draft";

interface ComposerFormProps {
  composition: Composition;
  title: string;
  about: ObjectMeta;
  record: CrmRecord;
}

export function ComposerForm({ composition, title, about, record }: ComposerFormProps) {
  const queryClient = useQueryClient();
  const draft = useDraft(draftKey(about, record, composition.kind), () =>
    startingValues(composition, new Date()),
  );
  const missing = unfilled(composition, draft.values);

  const keep = useMutation({
    mutationFn: () => createRecord(composition.meta.name, bodyOf(composition, draft.current(), record.id)),
    onSuccess: ({ undoId }) => {
      const refresh = () => forgetRecords(queryClient, composition.meta.name);
      draft.clear();
      refresh();
      showUndo(`${title} ${composition.kind === "task" ? "added" : "saved"}`, undoId, refresh);
    },
  });
  const reasons = keep.isError ? reasonsByField(asProblem(keep.error)) : {};

  function submit(event: FormEvent) {
    event.preventDefault();
    if (missing.length === 0 && !keep.isPending) keep.mutate();
  }

  function keys(event: KeyboardEvent<HTMLFormElement>) {
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(event);
  }

  const input = (field: FieldMeta) => (
    <FieldInput
      key={field.name}
      field={field}
      value={draft.values[field.name] ?? null}
      onChange={(value) => draft.change(field.name, value)}
      error={reasons[field.name]}
      isBare={composition.fields.length === 1}
    />
  );
  return (
    <form onSubmit={submit} onKeyDown={keys} aria-label={`New ${title.toLowerCase()}`}>
      <Stack gap="sm">
        {inLines(composition.fields).map((line) =>
          line.length === 1 ? (
            line.map(input)
          ) : (
            <SimpleGrid key={line[0]?.name} cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
              {line.map(input)}
            </SimpleGrid>
          ),
        )}
        {keep.isError && <ProblemNotice error={keep.error} beside={draft.values} />}
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            {composition.kind === "email"
              ? "This records an email; it sends none."
              : `About ${titleOf(record)}`}
          </Text>
          <Button type="submit" loading={keep.isPending} disabled={missing.length > 0}>
            {composition.kind === "task" ? "Add task" : `Save ${title.toLowerCase()}`}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Short fields stand in pairs, long ones alone. */
function inLines(fields: FieldMeta[]): FieldMeta[][] {
  const lines: FieldMeta[][] = [];
  for (const field of fields) {
    const last = lines.at(-1);
    const isShort = field.type !== "long_text" && field.type !== "text";
    if (isShort && last?.length === 1 && last[0]?.type !== "long_text" && last[0]?.type !== "text")
      last.push(field);
    else lines.push([field]);
  }
  return lines;
}
