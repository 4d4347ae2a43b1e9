/** What the question finds once its chips were changed by hand. */
import { Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AssistantQuery } from "../../api/assistant-shapes";
import type { QueryValue } from "../../api/objects";
import { askedRecordsQuery, queryGroups } from "../../api/records";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { FoundGroups } from "./found-groups";
import { RecordsBlock } from "./found-records";
import { FoundValue } from "./found-value";
import { type Group, type GroupSurroundings, groupsOfRows, inOneCurrency } from "./groups";
import { asksForFigures, listOf } from "./query-words";
import { countedRecords } from "./turn-words";
import { currencyPath } from "./use-amount-currency";

interface FoundAnewProps {
  query: AssistantQuery;
  around: GroupSurroundings;
}

export function FoundAnew({ query, around }: FoundAnewProps) {
  return asksForFigures(query) ? (
    <FiguresAnew query={query} around={around} />
  ) : (
    <RecordsAnew query={query} around={around} />
  );
}

function RecordsAnew({ query, around }: FoundAnewProps) {
  const { meta, objects } = around;
  const found = useQuery({
    ...askedRecordsQuery(meta.name, bodyOf(query)),
    placeholderData: keepPreviousData,
  });
  if (found.isPending) return <LoadingRows rows={4} />;
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const { items, total } = found.data;
  return (
    <>
      <Text role="status">
        {total === 0 ? "Nothing fits" : `${countedRecords(total, meta.name, objects)} fit`} the question as
        you changed it.
      </Text>
      <RecordsBlock meta={meta} records={items} total={total} query={query} list={listOf(query)} />
    </>
  );
}

function FiguresAnew({ query, around }: FoundAnewProps) {
  const path = currencyPath(query, around);
  const found = useQuery({
    ...queryGroups(around.meta.name, {
      ...bodyOf(query),
      group_by: [...(query.group_by ?? []), ...(path ? [path] : [])],
    }),
    placeholderData: keepPreviousData,
  });
  if (found.isPending) return <LoadingRows rows={4} />;
  if (found.isError) return <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />;
  const { groups, currency } = inOneCurrency(groupsOfRows(found.data), path);
  const surroundings = { ...around, currency: currency ?? around.currency };
  const [first] = groups;
  const isOneNumber = groups.length === 0 || (first !== undefined && Object.keys(first.key).length === 0);
  return (
    <>
      <Text role="status">The figures of the question as you changed it.</Text>
      {isOneNumber ? (
        <FoundValue value={mainValue(first)} query={query} around={surroundings} />
      ) : (
        <FoundGroups groups={groups} query={query} around={surroundings} />
      )}
    </>
  );
}

function mainValue(group: Group | undefined): number {
  const [value] = Object.values(group?.values ?? {});
  return typeof value === "number" ? value : 0;
}

/** The path names the object, so the query need not. */
function bodyOf({ object: _, ...query }: AssistantQuery): QueryValue {
  return query;
}
