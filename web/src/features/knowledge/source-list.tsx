/** The sources of one bot with how far each is indexed. */
import { Button, Group, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import { useMe } from "../../api/me";
import type { Source } from "../../api/types";
import { ActionsHeader } from "../../design/actions-header";
import { ConfirmButton } from "../../design/confirm-button";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { counted, countWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";
import { showDone, showProblem } from "../../design/toasts";
import { When } from "../../design/when";
import { sourcesQuery } from "./queries";
import { SourceStatus } from "./source-status";

interface SourceListProps {
  botId: number;
  mayEdit: boolean;
}

export function SourceList({ botId, mayEdit }: SourceListProps) {
  const sources = useQuery(sourcesQuery(botId));
  if (sources.isPending) return <LoadingRows rows={3} />;
  if (sources.isError) return <ProblemNotice error={sources.error} onRetry={() => void sources.refetch()} />;
  if (sources.data.items.length === 0) {
    return (
      <EmptyState title="This bot knows nothing yet">
        {mayEdit
          ? "Upload a file of questions and answers above. Until then the bot says that it does not know."
          : "An admin uploads files of questions and answers here."}
      </EmptyState>
    );
  }
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Source</Table.Th>
          <Table.Th visibleFrom="sm" ta="right">
            Entries
          </Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th visibleFrom="md">Changed</Table.Th>
          {mayEdit && <ActionsHeader visibleFrom="sm" />}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sources.data.items.map((source) => (
          <SourceRow key={source.id} source={source} botId={botId} mayEdit={mayEdit} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function SourceRow({ source, botId, mayEdit }: SourceListProps & { source: Source }) {
  const { time_zone } = useMe().workspace;
  return (
    <Table.Tr>
      <Table.Td>
        <TextLink
          to="/knowledge/sources/$sourceId"
          params={{ sourceId: String(source.id) }}
          size="sm"
          fw={500}
          style={{ overflowWrap: "anywhere" }}
        >
          {source.name}
        </TextLink>
        <Text c="dimmed" size="xs" hiddenFrom="sm">
          {counted(source.entries, "entry", "entries")}
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm" ta="right" className="figures">
        {countWords(source.entries)}
      </Table.Td>
      <Table.Td>
        <SourceStatus source={source} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <When at={source.updated_at} timeZone={time_zone} />
      </Table.Td>
      {mayEdit && (
        <Table.Td visibleFrom="sm">
          <SourceActions source={source} botId={botId} />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

export function SourceActions({ source, botId }: { source: Source; botId: number }) {
  const queryClient = useQueryClient();
  const path = { source_id: source.id };

  async function reread() {
    await queryClient.invalidateQueries({ queryKey: ["sources", { botId }] });
    void queryClient.invalidateQueries({ queryKey: ["sources", source.id] });
    void queryClient.invalidateQueries({ queryKey: ["bots"] });
  }

  const reindex = useMutation({
    mutationFn: () =>
      answered(api.POST("/api/v1/knowledge/sources/{source_id}/reindex", { params: { path } })),
    onSuccess: reread,
    onError: showProblem,
  });

  async function remove() {
    await answered(api.DELETE("/api/v1/knowledge/sources/{source_id}", { params: { path } }));
    showDone(`${source.name} was deleted`);
    await reread();
  }

  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        loading={reindex.isPending}
        aria-label={`Index again: ${source.name}`}
        onClick={() => reindex.mutate()}
      >
        Index again
      </Button>
      <ConfirmButton
        variant="subtle"
        color="gray"
        size="compact-sm"
        label="Delete"
        accessibleLabel={`Delete ${source.name}`}
        title={`Delete ${source.name}?`}
        consequence={`Its ${counted(source.entries, "entry", "entries")} go, and the bot no longer answers from them. Upload the file again to bring them back.`}
        confirmLabel="Delete the source"
        onConfirm={remove}
      />
    </Group>
  );
}
