/** One record: its facts left, what happened in the middle, what hangs on it right; on a phone, behind tabs. */
import { Stack, Text, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useRef } from "react";
import { type CrmRecord, type ObjectMeta, titleOf, useObject } from "../../api/objects";
import { recordQuery } from "../../api/records";
import { LoadingRows } from "../../design/loading-rows";
import { objectIcon } from "../../design/object-icons";
import { TextLink } from "../../design/text-link";
import { DuplicatesNotice } from "./duplicates-notice";
import { NextStep } from "./next-step";
import classes from "./record.module.css";
import { InTrashNotice, RecordActions } from "./record-actions";
import { RecordMissing } from "./record-missing";
import { RecordParts } from "./record-parts";

export function RecordPage() {
  const { object = "", id = "" } = useParams({ strict: false });
  const meta = useObject(object);
  const record = useQuery(recordQuery(meta.name, Number(id)));
  if (record.isPending) return <LoadingRows rows={10} />;
  if (record.isError) return <RecordMissing error={record.error} onRetry={() => void record.refetch()} />;
  return <OneRecord key={`${meta.name}-${record.data.id}`} meta={meta} record={record.data} />;
}

function OneRecord({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const navigate = useNavigate();
  const page = useRef<HTMLDivElement>(null);
  useHotkeys([["e", () => page.current?.querySelector<HTMLElement>("[data-edit]")?.click()]]);

  function toList() {
    void navigate({ to: "/records/$object", params: { object: meta.name } });
  }

  return (
    <Stack gap="md" ref={page} className={classes.page}>
      <header className={classes.header}>
        <RecordTitle meta={meta} record={record} />
        <RecordActions meta={meta} record={record} onGone={toList} />
      </header>
      <InTrashNotice meta={meta} record={record} onGone={toList} />
      <DuplicatesNotice meta={meta} record={record} />
      <NextStep meta={meta} record={record} />
      <RecordParts meta={meta} record={record} />
    </Stack>
  );
}

function RecordTitle({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const TitleIcon = objectIcon(meta.name, meta.icon);
  return (
    <div className={classes.title}>
      <span className={classes.sign} aria-hidden="true">
        <TitleIcon size={20} stroke={1.6} />
      </span>
      <div>
        <Title order={1}>{titleOf(record)}</Title>
        <Text c="dimmed" size="xs" component="div">
          <TextLink to="/records/$object" params={{ object: meta.name }} size="xs" c="dimmed">
            {meta.label_plural}
          </TextLink>{" "}
          · {meta.label} {record.id}
        </Text>
      </div>
    </div>
  );
}
