/** Files for a bot, with true progress and errors next to the file that caused them. */
import { Button, CloseButton, Group, Progress, Stack, Text } from "@mantine/core";
import { asProblem } from "../../api/problem";
import { FileDrop } from "../../design/file-drop";
import { sizeWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { type Upload, useUploads } from "./use-uploads";

export function UploadFiles({ botId }: { botId: number }) {
  const { uploads, add, dismiss, retry } = useUploads(botId);
  return (
    <Stack gap="xs">
      <FileDrop
        label="Upload files"
        multiple
        accept=".json,.csv"
        onFiles={add}
        hint="Or drop them here. FAQ files, .json or .csv, each entry with question and answer, and category where you have one. A file of the same name replaces the earlier one."
      />
      <div aria-live="polite">
        {uploads.map((upload) => (
          <UploadRow
            key={upload.key}
            upload={upload}
            onDismiss={() => dismiss(upload.key)}
            onRetry={() => retry(upload)}
          />
        ))}
      </div>
    </Stack>
  );
}

interface UploadRowProps {
  upload: Upload;
  onDismiss: () => void;
  onRetry: () => void;
}

function UploadRow({ upload, onDismiss, onRetry }: UploadRowProps) {
  const { file, progress, status, error } = upload;
  const isOver = status === "failed" || status === "duplicate";
  return (
    <Stack gap={4} py={6}>
      <Group justify="space-between" wrap="nowrap">
        <Text truncate fw={500}>
          {file.name}
        </Text>
        <Group gap="xs" wrap="nowrap">
          {status === "failed" && asProblem(error).isTemporary && (
            <Button variant="default" size="xs" onClick={onRetry}>
              Send again
            </Button>
          )}
          {isOver && <CloseButton aria-label={`Dismiss ${file.name}`} onClick={onDismiss} />}
        </Group>
      </Group>
      {status === "waiting" && <Text c="dimmed">Waits its turn</Text>}
      {status === "sending" && <SendingProgress name={file.name} {...progress} />}
      {status === "duplicate" && (
        <Text c="dimmed">This file is already here, word for word. Nothing changed.</Text>
      )}
      {status === "failed" && <ProblemNotice error={error} />}
    </Stack>
  );
}

function SendingProgress({
  name,
  sentBytes,
  totalBytes,
}: {
  name: string;
  sentBytes: number;
  totalBytes: number;
}) {
  const isSent = sentBytes >= totalBytes;
  return (
    <Group gap="sm" wrap="nowrap">
      <Progress.Root size="sm" flex={1}>
        <Progress.Section
          value={totalBytes === 0 ? 100 : (100 * sentBytes) / totalBytes}
          aria-label={`${name}, sent`}
        />
      </Progress.Root>
      <Text c="dimmed" className="figures" size="xs">
        {isSent ? "Being read" : `${sizeWords(sentBytes)} of ${sizeWords(totalBytes)}`}
      </Text>
    </Group>
  );
}
