/** Everything that happened with the record and all that is planned, newest first. */
import { Chip, Group, Stack } from "@mantine/core";
import { useInfiniteQuery, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type CrmRecord, type ObjectMeta, objectsQuery } from "../../api/objects";
import { timelineQuery } from "../../api/records";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { ShowMore } from "../../design/show-more";
import { Composer } from "./composer";
import classes from "./timeline.module.css";
import { TimelineEntry } from "./timeline-entry";
import { shownKinds } from "./timeline-words";

export function Timeline({ meta, record }: { meta: ObjectMeta; record: CrmRecord }) {
  const [kinds, setKinds] = useState<string[]>([]);
  return (
    <Stack gap="md">
      {record.deleted_at === null && <Composer meta={meta} record={record} />}
      <Chip.Group multiple value={kinds} onChange={setKinds}>
        <Group gap={6} role="group" aria-label="Show only">
          {shownKinds.map(({ value, words }) => (
            <Chip key={value} value={value} size="xs" variant="outline">
              {words}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Entries meta={meta} record={record} kinds={kinds} />
    </Stack>
  );
}

function Entries({ meta, record, kinds }: { meta: ObjectMeta; record: CrmRecord; kinds: string[] }) {
  const objects = useSuspenseQuery(objectsQuery).data;
  const timeline = useInfiniteQuery(timelineQuery(meta.name, record.id, kinds));
  if (timeline.isPending) return <LoadingRows rows={5} />;
  if (timeline.isError)
    return <ProblemNotice error={timeline.error} onRetry={() => void timeline.refetch()} />;
  const entries = timeline.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) {
    return (
      <EmptyState title={kinds.length > 0 ? "None of these yet" : "Nothing yet"}>
        Calls, emails, meetings, notes, tasks and changes appear here in one order.
      </EmptyState>
    );
  }
  return (
    <>
      <ol className={classes.entries}>
        {entries.map((entry) => (
          <TimelineEntry
            key={`${entry.object}-${entry.id}-${entry.kind}-${entry.at}`}
            entry={entry}
            meta={meta}
            objects={objects}
          />
        ))}
      </ol>
      <ShowMore
        shown={entries.length}
        total={timeline.data.pages[0]?.total ?? entries.length}
        hasMore={timeline.hasNextPage}
        isLoading={timeline.isFetchingNextPage}
        onMore={() => void timeline.fetchNextPage()}
      />
    </>
  );
}
