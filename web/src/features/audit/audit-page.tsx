/** Who did what and when, the newest first; searchable. */
import { Button, Group, Table, Text, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import type { FormEvent } from "react";
import { answered, api } from "../../api/client";
import { useMe } from "../../api/me";
import type { AuditEntry } from "../../api/types";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { ShowMore } from "../../design/show-more";
import { When } from "../../design/when";
import { actionWords, metadataWords } from "./audit-words";

const route = getRouteApi("/frame/audit");
const pageSize = 50;

function auditQuery(search: string | undefined) {
  return infiniteQueryOptions({
    queryKey: ["audit", { search }],
    queryFn: ({ pageParam }) =>
      answered(
        api.GET("/api/v1/audit", { params: { query: { search, limit: pageSize, after: pageParam } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

export function AuditPage() {
  const { search } = route.useSearch();
  const navigate = route.useNavigate();

  function find(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const words = String(new FormData(event.currentTarget).get("words")).trim();
    void navigate({ search: { search: words || undefined } });
  }

  return (
    <Page title="Audit" about="Every action in the workspace: who, what, when, and by which way.">
      <form onSubmit={find}>
        <Group gap="xs" wrap="nowrap" maw={480}>
          <TextInput
            name="words"
            type="search"
            aria-label="Search the audit"
            placeholder="A name, an action, a kind of record"
            leftSection={<IconSearch size={16} aria-hidden="true" />}
            defaultValue={search}
            key={search}
            flex={1}
          />
          <Button type="submit" variant="default">
            Search
          </Button>
        </Group>
      </form>
      <Entries search={search} />
    </Page>
  );
}

function Entries({ search }: { search: string | undefined }) {
  const audit = useInfiniteQuery(auditQuery(search));
  if (audit.isPending) return <LoadingRows />;
  if (audit.isError) return <ProblemNotice error={audit.error} onRetry={() => void audit.refetch()} />;
  const entries = audit.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) {
    return search ? (
      <EmptyState title="Nothing found">No entry holds “{search}”.</EmptyState>
    ) : (
      <EmptyState title="Nothing recorded yet">Actions of people and programs appear here.</EmptyState>
    );
  }
  return (
    <>
      <AuditTable entries={entries} />
      <ShowMore
        shown={entries.length}
        total={audit.data.pages[0]?.total ?? entries.length}
        hasMore={audit.hasNextPage}
        isLoading={audit.isFetchingNextPage}
        onMore={() => void audit.fetchNextPage()}
      />
    </>
  );
}

function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const { time_zone } = useMe().workspace;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>When</Table.Th>
          <Table.Th>Who</Table.Th>
          <Table.Th>What</Table.Th>
          <Table.Th visibleFrom="md">Details</Table.Th>
          <Table.Th visibleFrom="sm">By</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {entries.map((entry) => (
          <Table.Tr key={entry.id}>
            <Table.Td style={{ whiteSpace: "nowrap" }}>
              <When at={entry.created_at} timeZone={time_zone} />
            </Table.Td>
            <Table.Td>{entry.actor ?? "–"}</Table.Td>
            <Table.Td>
              {actionWords(entry.action)}
              {entry.object && (
                <Text component="span" c="dimmed">
                  {" "}
                  {entry.object} {entry.object_id}
                </Text>
              )}
            </Table.Td>
            <Table.Td visibleFrom="md">
              <Text size="xs" c="dimmed" lineClamp={2} style={{ overflowWrap: "anywhere" }}>
                {metadataWords(entry.metadata)}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">{entry.via ?? "–"}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
