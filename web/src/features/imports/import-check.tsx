/** Before the start: the columns, the rules and the first rows, each change shown at once. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  changeImport,
  discardImport,
  type ImportOptions,
  importKeys,
  keepImport,
  type RecordImport,
  startImport,
} from "../../api/imports";
import type { ObjectMeta } from "../../api/objects";
import { Banner } from "../../design/banner";
import { ConfirmButton } from "../../design/confirm-button";
import { counted } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { Section } from "../../design/section";
import { missingFields } from "./import-mapping";
import { ImportPreview } from "./import-preview";
import { ImportSettings } from "./import-settings";
import { needsKey } from "./import-words";
import { MatchColumns } from "./match-columns";

export function ImportCheck({ meta, file }: { meta: ObjectMeta; file: RecordImport }) {
  const { change, start, discard } = useImportSteps(meta, file);
  const missing = missingFields(meta.fields, file.columns, file.options);
  const wrong = file.preview.filter((row) => row.errors.length > 0).length;
  const lacksKey = needsKey(file.options.mode) && file.options.key === null;
  return (
    <Stack gap="lg">
      <Section title="Columns" about="Change what was matched wrongly; a column you leave out is not read.">
        <MatchColumns meta={meta} file={file} onChange={(mapping) => change.mutate({ mapping })} />
        {missing.length > 0 && (
          <Banner>
            Every new {meta.label.toLowerCase()} needs {missing.map((field) => field.label).join(", ")}.
            Choose the column that holds {missing.length === 1 ? "it" : "them"}.
          </Banner>
        )}
      </Section>
      <Section title="Rules">
        <ImportSettings meta={meta} file={file} onChange={(changes) => change.mutate(changes)} />
      </Section>
      <Section
        title="The first rows"
        about={
          wrong === 0
            ? "These rows fit."
            : `${counted(wrong, "row")} of these ${file.preview.length} would not be imported. The others are; you get the failed rows back as a file.`
        }
      >
        {change.isError && <ProblemNotice error={change.error} />}
        <ImportPreview meta={meta} file={file} />
      </Section>
      {start.isError && <ProblemNotice error={start.error} />}
      <Group gap="xs">
        <Button
          loading={start.isPending}
          disabled={change.isPending || missing.length > 0 || lacksKey}
          onClick={() => start.mutate()}
        >
          Import {counted(file.rows, "row")}
        </Button>
        <ConfirmButton
          label="Discard"
          title={`Discard ${file.file_name}?`}
          consequence="The uploaded file and how its columns were matched are removed. No record changes."
          confirmLabel="Discard the file"
          onConfirm={discard}
        />
        {change.isPending && (
          <Text c="dimmed" role="status">
            Reading the rows again
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function useImportSteps(meta: ObjectMeta, file: RecordImport) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const queryKey = importKeys.one(file.id);
  const keep = (answer: RecordImport) => queryClient.setQueryData(queryKey, answer);

  const change = useMutation({
    // One after the other: the preview shown last must be that of the last choice.
    scope: { id: `import-${file.id}` },
    mutationFn: (changes: Partial<ImportOptions>) => {
      const latest = queryClient.getQueryData<RecordImport>(queryKey) ?? file;
      return changeImport(file.id, { ...latest.options, ...changes });
    },
    onMutate: (changes) => {
      const before = queryClient.getQueryData<RecordImport>(queryKey) ?? file;
      keep({ ...before, options: { ...before.options, ...changes } });
      return before;
    },
    onSuccess: keep,
    onError: (_error, _changes, before) => before && keep(before),
  });

  const start = useMutation({
    mutationFn: () => startImport(file.id),
    onSuccess: (started) => keepImport(queryClient, started),
  });

  async function discard() {
    await discardImport(file.id);
    await queryClient.invalidateQueries({ queryKey: importKeys.all, refetchType: "none" });
    void navigate({ to: "/records/$object", params: { object: meta.name } });
  }

  return { change, start, discard };
}
