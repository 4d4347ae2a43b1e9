/** Records as cards in columns by stage; the page that shows it gives the filters, the address the pipeline. */
import { Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useMemo } from "react";
import { pipelinesQuery } from "../../api/board-pages";
import { type FilterNode, fieldOf, type ObjectMeta } from "../../api/objects";
import { EmptyState } from "../../design/empty-state";
import { ProblemNotice } from "../../design/problem-notice";
import { BoardColumns } from "./board-columns";
import { BoardLoading } from "./board-loading";
import { stagesOf } from "./board-state";
import { useBoard } from "./use-board";

export interface BoardProps {
  meta: ObjectMeta;
  query: { filter?: FilterNode; search?: string; sort?: string };
}

const route = getRouteApi("/frame/records/$object");

export function Board({ meta, query }: BoardProps) {
  const { by } = route.useSearch();
  const field = boardField(meta, by);
  if (field === undefined) {
    return (
      <EmptyState title={`${meta.label_plural} have no stages`}>
        A board needs a field with choices. Show them as a table instead.
      </EmptyState>
    );
  }
  return <BoardBy key={field} meta={meta} query={query} field={field} />;
}

function BoardBy({ meta, query, field }: BoardProps & { field: string }) {
  const { pipeline } = route.useSearch();
  const hasPipelines = fieldOf(meta, "pipeline_id") !== undefined && field === meta.board?.field;
  const pipelines = useQuery({ ...pipelinesQuery, enabled: hasPipelines }).data ?? [];
  const chosen = hasPipelines ? pipelines.find(({ id }) => id === pipeline) : undefined;
  const { board, move, readMore } = useBoard(meta, {
    ...query,
    field,
    pipeline_id: hasPipelines ? pipeline : undefined,
  });
  const columns = useMemo(
    () => stagesOf(board.data?.columns ?? [], chosen?.stages),
    [board.data?.columns, chosen?.stages],
  );
  return (
    <>
      <Group gap="sm">
        {hasPipelines && <PipelineChooser pipelines={pipelines} />}
        <FieldChooser meta={meta} field={field} />
      </Group>
      {board.isPending && <BoardLoading />}
      {board.isError && !board.data && (
        <ProblemNotice error={board.error} onRetry={() => void board.refetch()} />
      )}
      {board.data && (
        <BoardColumns
          meta={meta}
          columns={columns}
          onMove={meta.rights.update ? move : undefined}
          onMore={readMore}
        />
      )}
    </>
  );
}

function PipelineChooser({ pipelines }: { pipelines: { id: number; name: string }[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  if (pipelines.length === 0) return null;
  return (
    <Select
      aria-label="Pipeline"
      placeholder="All pipelines"
      size="xs"
      w={200}
      clearable
      clearButtonProps={{ "aria-label": "All pipelines" }}
      data={pipelines.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={search.pipeline === undefined ? null : String(search.pipeline)}
      onChange={(value) =>
        void navigate({ search: (now) => ({ ...now, pipeline: value === null ? undefined : Number(value) }) })
      }
    />
  );
}

function FieldChooser({ meta, field }: { meta: ObjectMeta; field: string }) {
  const navigate = route.useNavigate();
  const choices = choiceFields(meta);
  if (choices.length < 2) return null;
  return (
    <Select
      aria-label="Columns by"
      size="xs"
      w={200}
      allowDeselect={false}
      data={choices.map(({ name, label }) => ({ value: name, label: `By ${label.toLowerCase()}` }))}
      value={field}
      onChange={(value) =>
        void navigate({
          search: (now) => ({
            ...now,
            by: value === null || value === meta.board?.field ? undefined : value,
          }),
        })
      }
    />
  );
}

function boardField(meta: ObjectMeta, wanted: string | undefined): string | undefined {
  const choices = choiceFields(meta).map(({ name }) => name);
  return [wanted, meta.board?.field, choices[0]].find((name) => name !== undefined && choices.includes(name));
}

function choiceFields(meta: ObjectMeta) {
  return meta.fields.filter(({ type, retired, read_only }) => type === "choice" && !retired && !read_only);
}
