/** A record beside whatever page is shown: its next step, facts and timeline, and the way to its own page. */
import { ActionIcon, CloseButton, SegmentedControl, Stack, Text, Title, Tooltip } from "@mantine/core";
import { IconMaximize } from "@tabler/icons-react";
import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { type CrmRecord, type ObjectMeta, objectNamed, objectsQuery, titleOf } from "../../api/objects";
import { recordQuery } from "../../api/records";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { DuplicatesNotice } from "./duplicates-notice";
import { Facts } from "./facts";
import { History } from "./history";
import { NextStep } from "./next-step";
import classes from "./panel.module.css";
import { InTrashNotice, RecordActions } from "./record-actions";
import { RecordMissing } from "./record-missing";
import { RelatedLists } from "./related-lists";
import { Timeline } from "./timeline";

interface RecordPanelProps {
  object: string;
  id: number;
  onClose: () => void;
}

export function RecordPanel({ object, ...rest }: RecordPanelProps) {
  const meta = objectNamed(useSuspenseQuery(objectsQuery).data, object);
  if (meta !== undefined) return <Panel meta={meta} {...rest} />;
  return (
    <div className={classes.panel}>
      <div className={classes.header}>
        <Title order={2}>{object}</Title>
        <CloseButton size={32} aria-label="Close the record" onClick={rest.onClose} />
      </div>
      <EmptyState title="Nothing of that name">There are no records called {object}.</EmptyState>
    </div>
  );
}

function Panel({ meta, id, onClose }: Omit<RecordPanelProps, "object"> & { meta: ObjectMeta }) {
  const record = useQuery(recordQuery(meta.name, id));
  return (
    <div className={classes.panel}>
      <div className={classes.header}>
        <div className={classes.title}>
          <Text c="dimmed" size="xs">
            {meta.label} {id}
          </Text>
          <Title order={2}>{record.data ? titleOf(record.data) : "…"}</Title>
        </div>
        <div className={classes.buttons}>
          <Tooltip label="Open its page">
            <ActionIcon
              renderRoot={(props) => (
                <Link {...props} to="/records/$object/$id" params={{ object: meta.name, id: String(id) }} />
              )}
              variant="default"
              size={32}
              aria-label="Open its page"
            >
              <IconMaximize size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
          {record.data && <RecordActions meta={meta} record={record.data} onGone={onClose} />}
          <CloseButton size={32} aria-label="Close the record" onClick={onClose} />
        </div>
      </div>
      {record.isPending && <LoadingRows rows={8} />}
      {record.isError && <RecordMissing error={record.error} onRetry={() => void record.refetch()} />}
      {record.data && <Parts meta={meta} record={record.data} onGone={onClose} />}
    </div>
  );
}

interface PartsProps {
  meta: ObjectMeta;
  record: CrmRecord;
  onGone: () => void;
}

type Part = "details" | "timeline" | "related" | "history";

function Parts({ meta, record, onGone }: PartsProps) {
  const [part, setPart] = useState<Part>("details");
  const offered = [
    { value: "details", label: "Details" },
    ...(meta.timeline ? [{ value: "timeline", label: "Timeline" }] : []),
    ...(meta.related.length > 0 ? [{ value: "related", label: "Related" }] : []),
    { value: "history", label: "History" },
  ];
  return (
    <Stack gap="md">
      <InTrashNotice meta={meta} record={record} onGone={onGone} />
      <DuplicatesNotice meta={meta} record={record} />
      <NextStep meta={meta} record={record} />
      <SegmentedControl
        aria-label="What to see of it"
        size="xs"
        data={offered}
        value={part}
        onChange={(value) => setPart(value as Part)}
      />
      {part === "details" && <Facts meta={meta} record={record} />}
      {part === "timeline" && <Timeline meta={meta} record={record} />}
      {part === "related" && <RelatedLists meta={meta} record={record} />}
      {part === "history" && <History meta={meta} record={record} />}
    </Stack>
  );
}
