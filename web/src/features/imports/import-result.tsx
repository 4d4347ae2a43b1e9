/** What came of an import: its figures, the failed rows as a file to mend, and the way back. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { importErrorsPath, keepImport, type RecordImport, startImport, undoImport } from "../../api/imports";
import type { ObjectMeta } from "../../api/objects";
import { forgetRecords } from "../../api/records";
import { saveFile } from "../../api/saved-file";
import { ConfirmButton } from "../../design/confirm-button";
import { counted } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";
import { showDone, showProblem } from "../../design/toasts";
import { ImportFigures } from "./import-figures";
import { outcomeWords } from "./import-words";

export function ImportResult({ meta, file }: { meta: ObjectMeta; file: RecordImport }) {
  const { failed } = file.progress;
  const isUndone = file.status === "undone";
  return (
    <Stack>
      {file.status === "failed" && (
        <ProblemNotice error={new Error(file.error ?? "The import was stopped.")} />
      )}
      {file.status === "done" && file.error !== null && (
        <ProblemNotice error={new Error(`It could not be undone. ${file.error}`)} />
      )}
      {isUndone && (
        <Text>This import was undone: {file.error ?? "the records are as they were before it."}</Text>
      )}
      <ImportFigures progress={file.progress} />
      {failed > 0 && <FailedRows file={file} />}
      <Group gap="xs">
        <TextLink to="/records/$object" params={{ object: meta.name }}>
          See all {meta.label_plural.toLowerCase()}
        </TextLink>
        {file.status === "failed" && file.progress.done < file.progress.total && <GoOn file={file} />}
        {!isUndone && file.undo_id !== null && <UndoImport meta={meta} file={file} />}
      </Group>
    </Stack>
  );
}

function FailedRows({ file }: { file: RecordImport }) {
  const name = file.file_name.replace(/\.[^.]+$/, "");
  const save = useMutation({
    mutationFn: () => saveFile(importErrorsPath(file.id), `${name}-failed-rows.csv`),
    onError: showProblem,
  });
  return (
    <Stack gap={6} align="flex-start">
      <Text>
        {counted(file.progress.failed, "row")} could not be imported. The file holds these rows and the reason
        of each: mend them there and import that file.
      </Text>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden="true" />}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        Download the failed rows
      </Button>
    </Stack>
  );
}

function GoOn({ file }: { file: RecordImport }) {
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: () => startImport(file.id),
    onSuccess: (started) => keepImport(queryClient, started),
    onError: showProblem,
  });
  return (
    <Button loading={start.isPending} onClick={() => start.mutate()}>
      Go on where it stopped
    </Button>
  );
}

function UndoImport({ meta, file }: { meta: ObjectMeta; file: RecordImport }) {
  const queryClient = useQueryClient();

  async function undo() {
    const undone = await undoImport(file.id);
    await keepImport(queryClient, undone);
    forgetRecords(queryClient, meta.name);
    if (undone.status === "undone") showDone(`${file.file_name} was undone`);
  }

  return (
    <ConfirmButton
      label="Undo this import"
      title={`Undo the import of ${file.file_name}?`}
      consequence={`${outcomeWords(file.progress)}: records it created are removed, records it changed get their values back. Records that were changed since are left alone and named.`}
      confirmLabel="Undo the import"
      onConfirm={undo}
    />
  );
}
