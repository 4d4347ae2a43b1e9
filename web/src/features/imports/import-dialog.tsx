/** From a table into an import: the file is sent with its true progress, then its page matches the columns. */
import { Button, Group, Modal, Progress, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { importKeys, importsQuery, uploadImport } from "../../api/imports";
import { useMe } from "../../api/me";
import type { ObjectMeta } from "../../api/objects";
import type { UploadProgress } from "../../api/upload";
import { FileDrop } from "../../design/file-drop";
import { countWords, sizeWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";
import { When } from "../../design/when";
import { ImportStatusMark } from "./import-status";

const shownImports = 5;

interface ImportDialogProps {
  meta: ObjectMeta;
  opened: boolean;
  onClose: () => void;
}

export function ImportDialog({ meta, opened, onClose }: ImportDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="lg"
      title={`Import ${meta.label_plural.toLowerCase()}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <ChooseFile meta={meta} onClose={onClose} />
    </Modal>
  );
}

function ChooseFile({ meta, onClose }: Omit<ImportDialogProps, "opened">) {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const send = useMutation({
    mutationFn: (chosen: File) => uploadImport(meta.name, chosen, setProgress),
    onSuccess: (uploaded) => {
      queryClient.setQueryData(importKeys.one(uploaded.id), uploaded);
      void queryClient.invalidateQueries({ queryKey: importKeys.all });
      onClose();
      void navigate({ to: "/imports/$importId", params: { importId: String(uploaded.id) } });
    },
  });

  function take(files: File[]) {
    const chosen = files[0];
    if (chosen === undefined) return;
    setFile(chosen);
    setProgress({ sentBytes: 0, totalBytes: chosen.size });
    send.mutate(chosen);
  }

  return (
    <Stack>
      <FileDrop
        label="Choose a file"
        accept=".csv,.xlsx,.tsv,.txt"
        disabled={send.isPending}
        onFiles={take}
        hint="Or drop it here. CSV or Excel (.xlsx), the first row with the names of the columns. Nothing is changed before you have seen how the columns are read."
      />
      <div aria-live="polite">
        {file && send.isPending && progress && <Sending name={file.name} progress={progress} />}
      </div>
      {send.isError && <ProblemNotice error={send.error} />}
      <EarlierImports object={meta.name} onLeave={onClose} />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
      </Group>
    </Stack>
  );
}

function Sending({ name, progress }: { name: string; progress: UploadProgress }) {
  const { sentBytes, totalBytes } = progress;
  const isSent = sentBytes >= totalBytes;
  return (
    <Stack gap={4}>
      <Text fw={500} truncate>
        {name}
      </Text>
      <Group gap="sm" wrap="nowrap">
        <Progress.Root size="sm" flex={1}>
          <Progress.Section
            value={totalBytes === 0 ? 100 : (100 * sentBytes) / totalBytes}
            aria-label={`${name}, sent`}
          />
        </Progress.Root>
        <Text c="dimmed" size="xs" className="figures">
          {isSent ? "Being read" : `${sizeWords(sentBytes)} of ${sizeWords(totalBytes)}`}
        </Text>
      </Group>
    </Stack>
  );
}

function EarlierImports({ object, onLeave }: { object: string; onLeave: () => void }) {
  const { time_zone } = useMe().workspace;
  const earlier = useQuery(importsQuery(object)).data?.items.slice(0, shownImports) ?? [];
  if (earlier.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text fw={600}>Earlier imports</Text>
      {earlier.map((one) => (
        <Group key={one.id} justify="space-between" gap="xs">
          <TextLink
            to="/imports/$importId"
            params={{ importId: String(one.id) }}
            onClick={onLeave}
            style={{ overflowWrap: "anywhere" }}
          >
            {one.file_name}
          </TextLink>
          <Group gap="sm" wrap="nowrap">
            <Text size="xs" c="dimmed" className="figures">
              {countWords(one.rows)} rows
            </Text>
            <Text size="xs" c="dimmed" component="div">
              <When at={one.created_at} timeZone={time_zone} />
            </Text>
            <Text size="xs" component="div">
              <ImportStatusMark status={one.status} />
            </Text>
          </Group>
        </Group>
      ))}
    </Stack>
  );
}
