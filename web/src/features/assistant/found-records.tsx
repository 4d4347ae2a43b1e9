/** The records of an answer as they are now, the first of them at once, and the way to all. */
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AssistantQuery } from "../../api/assistant-shapes";
import type { CrmRecord, ObjectMeta } from "../../api/objects";
import { recordsByIdsQuery } from "../../api/records";
import { ListLink, type RecordList } from "../../design/list-link";
import { LoadingRows } from "../../design/loading-rows";
import { counted, countWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import classes from "./blocks.module.css";
import { columnsFor } from "./query-words";
import { RecordCard } from "./record-card";
import { RecordTable } from "./record-table";
import { useSurroundings } from "./surroundings";

const shownAtOnce = 8;
const mostColumns = 5;
const mostFacts = 3;

interface FoundRecordsProps {
  meta: ObjectMeta;
  ids: number[];
  total: number;
  query: AssistantQuery | null;
  list: RecordList | null;
}

export function FoundRecords({ meta, ids, total, query, list }: FoundRecordsProps) {
  const records = useQuery(recordsByIdsQuery(meta.name, ids));
  if (records.isPending) return <LoadingRows rows={Math.min(ids.length, 4)} />;
  if (records.isError) return <ProblemNotice error={records.error} onRetry={() => void records.refetch()} />;
  const gone = ids.length - records.data.length;
  return (
    <RecordsBlock meta={meta} records={records.data} total={total} query={query} list={list}>
      {gone > 0 && (
        <Text c="dimmed" size="xs">
          {counted(gone, "record")} of this answer {gone === 1 ? "is" : "are"} no longer there
        </Text>
      )}
    </RecordsBlock>
  );
}

interface RecordsBlockProps extends Omit<FoundRecordsProps, "ids"> {
  records: readonly CrmRecord[];
  children?: React.ReactNode;
}

export function RecordsBlock({ meta, records, total, query, list, children }: RecordsBlockProps) {
  const { isNarrow } = useSurroundings();
  const [isWhole, showWhole] = useState(false);
  const [first] = records;
  const shown = isWhole ? records : records.slice(0, shownAtOnce);
  return (
    <div className={classes.block}>
      {first && total === 1 ? (
        <RecordCard meta={meta} record={first} />
      ) : (
        records.length > 0 && (
          <RecordTable
            meta={meta}
            records={shown}
            columns={columnsFor(query, meta, isNarrow ? mostFacts : mostColumns)}
          />
        )
      )}
      {children}
      <div className={classes.foot}>
        {records.length > shown.length && (
          <Button variant="default" size="compact-sm" onClick={() => showWhole(true)}>
            Show {countWords(records.length - shown.length)} more
          </Button>
        )}
        {list && total > 1 && (
          <ListLink list={list} className={classes.footLink}>
            Open all {countWords(total)} as a list
          </ListLink>
        )}
      </div>
    </div>
  );
}
