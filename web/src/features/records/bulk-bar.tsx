/** What can be done with the chosen records together: set a field, or move them to the trash. Both can be undone. */
import { Anchor, Button, CloseButton, Popover, Select, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { FieldData, FieldMeta, ObjectMeta } from "../../api/objects";
import { batch, batchWhere, type Values } from "../../api/record-writes";
import { forgetRecords, type ListQuery } from "../../api/records";
import { FieldInput } from "../../design/fields/field-input";
import { countWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { showProblem } from "../../design/toasts";
import { showUndo } from "../../design/undo-toast";
import classes from "./records.module.css";
import { nothingSelected, type Selection } from "./selection";

/** The server changes so many together, and no more. */
const mostTogether = 1000;

interface BulkBarProps {
  meta: ObjectMeta;
  query: ListQuery;
  selection: Selection;
  /** How many fit the filter; null where that is only an estimate. */
  total: number | null;
  onSelect: (selection: Selection) => void;
}

export function BulkBar({ meta, query, selection, total, onSelect }: BulkBarProps) {
  const queryClient = useQueryClient();
  const count = selection.isAll && total !== null ? total : selection.ids.size;
  const words = `${countWords(count)} ${count === 1 ? meta.label.toLowerCase() : meta.label_plural.toLowerCase()}`;

  function done(what: string, undoId: string | null) {
    onSelect(nothingSelected);
    forgetRecords(queryClient, meta.name);
    showUndo(`${words} ${what}`, undoId, (items) => {
      for (const object of new Set([meta.name, ...items.map((item) => item.object)])) {
        forgetRecords(queryClient, object);
      }
    });
  }

  const set = useMutation({
    mutationFn: (values: Values) => changeAll(meta.name, query, selection, count, values),
    onSuccess: ({ undoId }) => done("changed", undoId),
  });
  const remove = useMutation({
    mutationFn: () => deleteAll(meta.name, query, selection, count),
    onSuccess: ({ undoId }) => done("moved to the trash", undoId),
    onError: showProblem,
  });

  return (
    <section className={classes.bulk} aria-label="Selected records">
      <Text fw={500} className="figures" role="status">
        {words} selected
      </Text>
      {canTakeAll(query, selection, total) && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => onSelect({ ...selection, isAll: true })}
        >
          Select all {countWords(total)}
        </Anchor>
      )}
      {!meta.rights.update && !meta.rights.delete && (
        <Text c="dimmed" size="sm">
          You can read these, not change them
        </Text>
      )}
      {meta.rights.update && <SetField meta={meta} words={words} mutation={set} />}
      {meta.rights.delete && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconTrash size={14} aria-hidden="true" />}
          loading={remove.isPending}
          onClick={() => remove.mutate()}
        >
          Delete
        </Button>
      )}
      <CloseButton aria-label="Select none" onClick={() => onSelect(nothingSelected)} />
    </section>
  );
}

interface SetFieldProps {
  meta: ObjectMeta;
  words: string;
  mutation: { mutate: (values: Values) => void; isPending: boolean; error: unknown; reset: () => void };
}

function SetField({ meta, words, mutation }: SetFieldProps) {
  const [opened, { close, toggle }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(isOpen) => !isOpen && close()}
      width={300}
      position="top"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button size="xs" variant="default" onClick={toggle}>
          Set a field
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SetFieldForm meta={meta} words={words} mutation={mutation} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SetFieldForm({ meta, words, mutation }: SetFieldProps) {
  const [field, setField] = useState<FieldMeta | null>(null);
  const [value, setValue] = useState<FieldData>(null);
  const settable = meta.fields.filter((one) => !one.read_only && !one.retired && !one.unique);

  const isEmptying = field !== null && value === null && field.type !== "boolean";

  function choose(name: string | null) {
    setField(settable.find((one) => one.name === name) ?? null);
    setValue(null);
    mutation.reset();
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (field !== null) mutation.mutate({ [field.name]: value });
      }}
    >
      <Stack gap="xs">
        <Select
          label="Field"
          data={settable.map((one) => ({ value: one.name, label: one.label }))}
          value={field?.name ?? null}
          onChange={choose}
          searchable
          selectFirstOptionOnChange
          comboboxProps={{ withinPortal: false }}
          data-autofocus
        />
        {field && (
          <FieldInput
            key={field.name}
            field={{ ...field, label: "New value", help: null }}
            isInPopover
            autoFocus
            value={value}
            onChange={setValue}
          />
        )}
        {mutation.error !== null && <ProblemNotice error={mutation.error} />}
        <Button
          type="submit"
          size="xs"
          variant={isEmptying ? "default" : "filled"}
          loading={mutation.isPending}
          disabled={field === null || (field.required && value === null)}
        >
          {isEmptying ? `Empty it in ${words}` : `Change ${words}`}
        </Button>
      </Stack>
    </form>
  );
}

/** A search cannot be said as a filter, and the server wants the true number. */
function canTakeAll(query: ListQuery, selection: Selection, total: number | null): boolean {
  const isSayable = query.filter !== undefined && query.search === undefined;
  return (
    isSayable && !selection.isAll && total !== null && total > selection.ids.size && total <= mostTogether
  );
}

function changeAll(object: string, query: ListQuery, selection: Selection, count: number, values: Values) {
  if (selection.isAll && query.filter) return batchWhere(object, query.filter, count, { set: values });
  return batch(object, { update: [...selection.ids].map((id) => ({ id, values })) });
}

function deleteAll(object: string, query: ListQuery, selection: Selection, count: number) {
  if (selection.isAll && query.filter) return batchWhere(object, query.filter, count, { delete: true });
  return batch(object, { delete: [...selection.ids] });
}
