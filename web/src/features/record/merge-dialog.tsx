/** Makes one record of several: which are the same, which one stays, and which value of each field. */
import { Button, Checkbox, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { type CrmRecord, type ObjectMeta, titleOf } from "../../api/objects";
import type { DuplicateCandidate } from "../../api/record-shapes";
import { mergeRecords } from "../../api/record-writes";
import { forgetRecords, keepRecord } from "../../api/records";
import { counted } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { showUndo } from "../../design/undo-toast";
import { MergeTable } from "./merge-table";
import { type Choices, chosenValues, differingFields, firstChoices } from "./merge-values";

interface MergeDialogProps {
  meta: ObjectMeta;
  record: CrmRecord;
  candidates: DuplicateCandidate[];
  opened: boolean;
  onClose: () => void;
}

export function MergeDialog({ opened, ...rest }: MergeDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      size="xl"
      title={`Merge ${rest.meta.label_plural.toLowerCase()}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Merge {...rest} />
    </Modal>
  );
}

function Merge({ meta, record, candidates, onClose }: Omit<MergeDialogProps, "opened">) {
  const [same, setSame] = useState(() => candidates.slice(0, 1).map((candidate) => candidate.record.id));
  const [changed, setChanged] = useState<Choices>({});
  const others = candidates.map((candidate) => candidate.record).filter((one) => same.includes(one.id));
  const records = [record, ...others];
  const fields = differingFields(meta.fields, records);
  const choices = { ...firstChoices(fields, records, record.id), ...stillThere(changed, records) };
  const merge = useMerge(meta, record, onClose);

  return (
    <Stack>
      {candidates.length > 1 && <WhichAreSame candidates={candidates} same={same} onSame={setSame} />}
      {candidates.length === 1 && <Text c="dimmed">{candidates[0]?.reasons.join(", ")}</Text>}
      {fields.length === 0 ? (
        <Text>All values are the same.</Text>
      ) : (
        <MergeTable
          label={meta.label}
          fields={fields}
          records={records}
          choices={choices}
          onChoose={(field, id) => setChanged((before) => ({ ...before, [field]: id }))}
        />
      )}
      <Text c="dimmed">
        {titleOf(record)} stays and takes over the calls, tasks, deals and all else of{" "}
        {others.length === 1 ? "the other one, which goes" : "the others, which go"} to the trash. You can
        undo it.
      </Text>
      {merge.isError && <ProblemNotice error={merge.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          loading={merge.isPending}
          disabled={others.length === 0}
          onClick={() =>
            merge.mutate({
              others: others.map((one) => one.id),
              values: chosenValues(fields, records, record.id, choices),
            })
          }
        >
          Merge {counted(records.length, "record")}
        </Button>
      </Group>
    </Stack>
  );
}

interface WhichAreSameProps {
  candidates: DuplicateCandidate[];
  same: number[];
  onSame: (ids: number[]) => void;
}

function WhichAreSame({ candidates, same, onSame }: WhichAreSameProps) {
  return (
    <Checkbox.Group
      label="Which are the same?"
      value={same.map(String)}
      onChange={(ids) => onSame(ids.map(Number))}
    >
      <Stack gap={6} mt={6}>
        {candidates.map(({ record, reasons }) => (
          <Checkbox
            key={record.id}
            value={String(record.id)}
            label={titleOf(record)}
            description={reasons.join(", ")}
          />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

function useMerge(meta: ObjectMeta, record: CrmRecord, onClose: () => void) {
  const queryClient = useQueryClient();
  const forget = () => forgetRecords(queryClient, meta.name);
  return useMutation({
    mutationFn: ({ others, values }: { others: number[]; values: ReturnType<typeof chosenValues> }) =>
      mergeRecords(meta.name, record.id, others, values),
    onSuccess: (merged, { others }) => {
      keepRecord(queryClient, meta.name, merged.record);
      forget();
      showUndo(`${counted(others.length + 1, "record")} became one`, merged.undoId, forget);
      onClose();
    },
  });
}

function stillThere(choices: Choices, records: CrmRecord[]): Choices {
  const ids = new Set(records.map((one) => one.id));
  return Object.fromEntries(Object.entries(choices).filter(([, id]) => ids.has(id)));
}
