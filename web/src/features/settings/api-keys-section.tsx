/** Keys for programs: made here, shown once, revoked here. */
import { Button, Group, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import { useMe } from "../../api/me";
import type { ApiKey } from "../../api/types";
import { ActionsHeader } from "../../design/actions-header";
import { ConfirmButton } from "../../design/confirm-button";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { showDone } from "../../design/toasts";
import { When } from "../../design/when";
import { CreateApiKey } from "./create-api-key";
import { apiKeysQuery } from "./queries";
import { roleWords } from "./roles";

export function ApiKeysSection() {
  const [isCreating, creating] = useDisclosure(false);
  const keys = useQuery(apiKeysQuery);
  if (keys.isPending) return <LoadingRows rows={3} />;
  if (keys.isError) return <ProblemNotice error={keys.error} onRetry={() => void keys.refetch()} />;
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={creating.open}>
      Create a key
    </Button>
  );
  const isEmpty = keys.data.items.length === 0;
  return (
    <Stack>
      {isEmpty ? (
        <EmptyState title="No keys yet" action={create}>
          A key lets a program of yours use this workspace with a role you choose.
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between">
            <Text c="dimmed">
              A program sends its key as a bearer token. A key is shown once, when it is made.
            </Text>
            {create}
          </Group>
          <KeyTable keys={keys.data.items} />
        </>
      )}
      <CreateApiKey isOpen={isCreating} onClose={creating.close} />
    </Stack>
  );
}

function KeyTable({ keys }: { keys: ApiKey[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th visibleFrom="sm">Role</Table.Th>
          <Table.Th visibleFrom="md">Made</Table.Th>
          <Table.Th visibleFrom="sm">Last used</Table.Th>
          <Table.Th>Expires</Table.Th>
          <ActionsHeader />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const queryClient = useQueryClient();
  const { time_zone } = useMe().workspace;

  async function revoke() {
    await answered(api.DELETE("/api/v1/api-keys/{key_id}", { params: { path: { key_id: apiKey.id } } }));
    await queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey });
    showDone(`${apiKey.name} was revoked`);
  }

  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500}>{apiKey.name}</Text>
        <Text size="xs" c="dimmed" ff="monospace">
          {apiKey.prefix}…
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">{roleWords[apiKey.role].title}</Table.Td>
      <Table.Td visibleFrom="md">
        <When at={apiKey.created_at} timeZone={time_zone} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {apiKey.last_used_at ? <When at={apiKey.last_used_at} timeZone={time_zone} /> : "never"}
      </Table.Td>
      <Table.Td>
        {apiKey.expires_at ? <When at={apiKey.expires_at} timeZone={time_zone} /> : "never"}
      </Table.Td>
      <Table.Td ta="right">
        <ConfirmButton
          variant="subtle"
          color="gray"
          size="compact-sm"
          label="Revoke"
          accessibleLabel={`Revoke ${apiKey.name}`}
          title={`Revoke ${apiKey.name}?`}
          consequence="The program that uses it is refused from now on. A revoked key cannot be brought back."
          confirmLabel="Revoke the key"
          onConfirm={revoke}
        />
      </Table.Td>
    </Table.Tr>
  );
}
