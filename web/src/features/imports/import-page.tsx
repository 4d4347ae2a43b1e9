/** One import from the uploaded file to its result; the address can be left and come back to. */
import { Group, Stack, VisuallyHidden } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { importQuery, type RecordImport } from "../../api/imports";
import { useMe } from "../../api/me";
import { useObject } from "../../api/objects";
import { forgetRecords } from "../../api/records";
import { LoadingRows } from "../../design/loading-rows";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { When } from "../../design/when";
import { ImportCheck } from "./import-check";
import { ImportProgressBar } from "./import-progress";
import { ImportResult } from "./import-result";
import { ImportStatusMark } from "./import-status";
import { fileWords, isUnderWay, statusMarks } from "./import-words";

export function ImportPage() {
  const { importId } = useParams({ strict: false });
  const file = useQuery(importQuery(Number(importId)));
  if (file.isPending) return <LoadingRows rows={8} />;
  if (file.isError) return <ProblemNotice error={file.error} onRetry={() => void file.refetch()} />;
  return <OneImport file={file.data} />;
}

function OneImport({ file }: { file: RecordImport }) {
  const meta = useObject(file.object);
  const { time_zone } = useMe().workspace;
  useFreshRecords(file);
  return (
    <Page
      title={`Import of ${file.file_name}`}
      about={
        <Group gap="sm" component="span">
          <ImportStatusMark status={file.status} />
          <span>{meta.label_plural}</span>
          <span>{fileWords(file)}</span>
          <When at={file.finished_at ?? file.created_at} timeZone={time_zone} />
        </Group>
      }
    >
      <Stack>
        <VisuallyHidden role="status">{statusMarks[file.status].words}</VisuallyHidden>
        {file.status === "uploaded" && <ImportCheck meta={meta} file={file} />}
        {isUnderWay(file) && <ImportProgressBar file={file} />}
        {["done", "failed", "undone"].includes(file.status) && <ImportResult meta={meta} file={file} />}
      </Stack>
    </Page>
  );
}

/** Once it has ended, lists read before it are no longer true. */
function useFreshRecords(file: RecordImport) {
  const queryClient = useQueryClient();
  const wasUnderWay = useRef(isUnderWay(file));
  useEffect(() => {
    if (wasUnderWay.current && !isUnderWay(file)) forgetRecords(queryClient, file.object);
    wasUnderWay.current = isUnderWay(file);
  }, [file, queryClient]);
}
