/** A running import with its true figure. */
import { Progress, Stack, Text } from "@mantine/core";
import type { RecordImport } from "../../api/imports";
import { countWords } from "../../design/number-words";
import { ImportFigures } from "./import-figures";
import { isBeingUndone, percentDone } from "./import-words";

export function ImportProgressBar({ file }: { file: RecordImport }) {
  const { done, total } = file.progress;
  if (isBeingUndone(file))
    return <Text role="status">What it wrote is being taken back. You may leave this page.</Text>;
  const percent = percentDone(file.progress);
  return (
    <Stack>
      <Stack gap={6}>
        <Progress.Root size="lg">
          <Progress.Section value={percent} aria-label={`${file.file_name}, imported`} />
        </Progress.Root>
        <Text c="dimmed" className="figures">
          {file.status === "queued"
            ? "Waits its turn. You may leave this page; the import goes on."
            : `${countWords(done)} of ${countWords(total)} rows, ${percent} %. You may leave this page; the import goes on.`}
        </Text>
      </Stack>
      <ImportFigures progress={file.progress} />
    </Stack>
  );
}
