/** The form of a new record, built from the definition; likely doubles are shown before it is saved. */
import { Button, Group, Modal, Stack } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import type { FieldData, FieldMeta, ObjectMeta } from "../../api/objects";
import { asProblem, reasonsByField } from "../../api/problem";
import type { DuplicateCandidate } from "../../api/record-shapes";
import { createRecord, duplicatesIn, findDuplicates, type Values } from "../../api/record-writes";
import { forgetRecords, recordKeys } from "../../api/records";
import { FieldInput } from "../../design/fields/field-input";
import { asSentence } from "../../design/fields/field-words";
import { ProblemNotice } from "../../design/problem-notice";
import { showUndo } from "../../design/undo-toast";
import { firstValues, formFields, givenValues, missingRequired, tellingValues } from "./create-fields";
import { LikelyDuplicates } from "./likely-duplicates";
import classes from "./records.module.css";
import { useFormDraft } from "./use-form-draft";
import type { RecordsView } from "./use-records-page";

export function CreateRecord({ page }: { page: RecordsView }) {
  const { meta } = page;
  return (
    <Modal
      opened
      onClose={() => page.setCreating(false)}
      title={`Create ${meta.label.toLowerCase()}`}
      closeButtonProps={{ "aria-label": "Close" }}
      size="lg"
    >
      <CreateForm page={page} />
    </Modal>
  );
}

function CreateForm({ page }: { page: RecordsView }) {
  const { meta } = page;
  const queryClient = useQueryClient();
  const first = useMemo(() => firstValues(meta), [meta]);
  const draft = useFormDraft(`frontdesk.draft.create.${meta.name}`, first);
  const [isWhole, setWhole] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const seen = useLikelyDuplicates(meta, draft.values);
  const fields = formFields(meta);
  const navigate = useNavigate();

  /** A record whose making is undone cannot stay open beside the page. */
  function leave(id: number) {
    const isOther = (open: string | undefined) => open !== `${meta.name}:${id}`;
    return navigate({
      to: ".",
      search: (now) => (isOther(now.open) ? now : { ...now, open: undefined }),
      resetScroll: false,
    });
  }

  const create = useMutation({
    mutationFn: (values: Values) => createRecord(meta.name, values, meta.duplicates && seen.length === 0),
    onSuccess: ({ record, undoId }) => {
      draft.clear();
      queryClient.setQueryData(recordKeys.one(meta.name, record.id), record);
      forgetRecords(queryClient, meta.name);
      showUndo(`${meta.label} created`, undoId, async () => {
        await leave(record.id);
        forgetRecords(queryClient, meta.name);
      });
      page.setCreating(false);
      page.open(record.id);
    },
    onError: (error) => setErrors(saidBeside(error)),
  });
  const told = duplicatesIn(create.error);
  const duplicates = told.length > 0 ? told : seen;

  function change(field: FieldMeta, value: FieldData) {
    draft.change(field.name, value);
    setErrors(({ [field.name]: _, ...others }) => others);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const missing = missingRequired(fields.all, draft.values);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    create.mutate(givenValues(draft.values));
  }

  const shown = isWhole || Object.keys(errors).some((name) => fields.more.some((one) => one.name === name));
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <div className={classes.form}>
          {[...fields.usual, ...(shown ? fields.more : [])].map((field, index) => (
            <div key={field.name} data-wide={isWide(field) || undefined}>
              <FieldInput
                field={field}
                value={draft.values[field.name] ?? null}
                onChange={(value) => change(field, value)}
                error={errors[field.name]}
                emptyWords={field.name === "owner_id" ? "You" : undefined}
                autoFocus={index === 0}
              />
            </div>
          ))}
        </div>
        {duplicates.length > 0 && <LikelyDuplicates meta={meta} candidates={duplicates} />}
        {create.isError && told.length === 0 && <ProblemNotice error={create.error} beside={draft.values} />}
        <Group justify="space-between" gap="xs">
          {fields.more.length > 0 && !shown ? (
            <Button variant="subtle" color="gray" onClick={() => setWhole(true)}>
              More fields
            </Button>
          ) : (
            <span />
          )}
          <Group gap="xs">
            <Button
              variant="default"
              onClick={() => {
                draft.clear();
                page.setCreating(false);
              }}
            >
              Cancel
            </Button>
            <Button type="submit" loading={create.isPending}>
              {duplicates.length > 0 ? "Create anyway" : "Create"}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

function saidBeside(error: unknown): Record<string, string> {
  const reasons = Object.entries(reasonsByField(asProblem(error)));
  return Object.fromEntries(reasons.map(([name, reason]) => [name, asSentence(reason)]));
}

const typingPause = 500;

function useLikelyDuplicates(meta: ObjectMeta, values: Values): DuplicateCandidate[] {
  const [telling] = useDebouncedValue(JSON.stringify(tellingValues(meta, values)), typingPause);
  const found = useQuery({
    queryKey: [...recordKeys.of(meta.name), "duplicates", "new", telling],
    queryFn: () => findDuplicates(meta.name, JSON.parse(telling)),
    enabled: meta.duplicates && telling !== "{}",
    placeholderData: keepPreviousData,
    retry: false,
  });
  return telling === "{}" ? [] : (found.data ?? []);
}

function isWide(field: FieldMeta): boolean {
  return field.type === "long_text" || field.type === "list";
}
