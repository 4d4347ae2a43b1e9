/** Every change of the record: who, by which way, old and new; an old value can be had again. */
import { Button, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useMe } from "../../api/me";
import { type CrmRecord, dataOf, type FieldMeta, type ObjectMeta } from "../../api/objects";
import type { FieldChange, HistoryEntry } from "../../api/record-shapes";
import { historyQuery } from "../../api/records";
import { EmptyState } from "../../design/empty-state";
import { ChangeLines } from "../../design/fields/change-lines";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { ShowMore } from "../../design/show-more";
import { showProblem } from "../../design/toasts";
import { When } from "../../design/when";
import classes from "./history.module.css";
import { actionWords, viaWords } from "./history-words";
import { useRecordWrites } from "./use-record-writes";

interface HistoryProps {
  meta: ObjectMeta;
  record: CrmRecord;
}

export function History({ meta, record }: HistoryProps) {
  const history = useInfiniteQuery(historyQuery(meta.name, record.id));
  if (history.isPending) return <LoadingRows rows={5} />;
  if (history.isError) return <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />;
  const entries = history.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) {
    return (
      <EmptyState title="No changes yet">Every change appears here with its old and new value.</EmptyState>
    );
  }
  return (
    <>
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <Entry key={entry.id} entry={entry} meta={meta} record={record} />
        ))}
      </ol>
      <ShowMore
        shown={entries.length}
        total={history.data.pages[0]?.total ?? entries.length}
        hasMore={history.hasNextPage}
        isLoading={history.isFetchingNextPage}
        onMore={() => void history.fetchNextPage()}
      />
    </>
  );
}

function Entry({ entry, meta, record }: HistoryProps & { entry: HistoryEntry }) {
  const { time_zone } = useMe().workspace;
  const canRestore = meta.rights.update && record.deleted_at === null && entry.action !== "created";
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <Text>
          <Text span fw={500}>
            {entry.actor.name}
          </Text>{" "}
          {actionWords[entry.action]}
          <Text span c="dimmed">
            {viaWords[entry.via] && ` ${viaWords[entry.via]}`}
          </Text>
        </Text>
        <Text size="xs" c="dimmed" component="div">
          <When at={entry.at} timeZone={time_zone} />
        </Text>
      </div>
      <ChangeLines
        meta={meta}
        changes={entry.changes}
        isFirst={entry.action === "created"}
        aside={
          canRestore
            ? (change, field) => <RestoreValue meta={meta} record={record} change={change} field={field} />
            : undefined
        }
      />
    </li>
  );
}

interface RestoreValueProps extends HistoryProps {
  change: FieldChange;
  field: FieldMeta;
}

function RestoreValue({ meta, record, change, field }: RestoreValueProps) {
  const writes = useRecordWrites(meta, record);
  const restore = useMutation({
    mutationFn: () => writes.save({ [field.name]: change.old }, `${field.label} is as it was`),
    onError: showProblem,
  });
  const isCurrent = JSON.stringify(dataOf(record, field.name)) === JSON.stringify(change.old);
  if (field.read_only || isCurrent) return null;
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      fz="xs"
      flex="none"
      loading={restore.isPending}
      aria-label={`Restore this value of ${field.label.toLowerCase()}`}
      onClick={() => restore.mutate()}
    >
      Restore this value
    </Button>
  );
}
