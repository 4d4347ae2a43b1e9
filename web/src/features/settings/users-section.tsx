/** The people of the workspace: add one, change a role, switch one off. */
import { Button, Group, Select, Stack, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import { useMe } from "../../api/me";
import type { Role, User, UserChanges } from "../../api/types";
import { ActionsHeader } from "../../design/actions-header";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { showDone, showProblem } from "../../design/toasts";
import { When } from "../../design/when";
import { AddUser } from "./add-user";
import { usersQuery } from "./queries";
import { roleNames } from "./roles";

export function UsersSection() {
  const [isAdding, adding] = useDisclosure(false);
  const users = useQuery(usersQuery);
  if (users.isPending) return <LoadingRows rows={4} />;
  if (users.isError) return <ProblemNotice error={users.error} onRetry={() => void users.refetch()} />;
  return (
    <Stack>
      <Group justify="space-between">
        <Text c="dimmed">Owners and admins change settings; agents answer customers; viewers read.</Text>
        <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={adding.open}>
          Add a user
        </Button>
      </Group>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Name</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th visibleFrom="sm">Last sign-in</Table.Th>
            <ActionsHeader />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {users.data.items.map((user) => (
            <UserRow key={user.id} user={user} />
          ))}
        </Table.Tbody>
      </Table>
      <AddUser isOpen={isAdding} onClose={adding.close} />
    </Stack>
  );
}

function UserRow({ user }: { user: User }) {
  const me = useMe();
  const queryClient = useQueryClient();
  const isMe = user.id === me.id;

  async function change(changes: UserChanges): Promise<void> {
    await answered(
      api.PATCH("/api/v1/users/{user_id}", { params: { path: { user_id: user.id } }, body: changes }),
    );
    await queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
  }

  async function changeWithUndo(changes: UserChanges, before: UserChanges, words: string) {
    try {
      await change(changes);
      showDone(words, () => change(before));
    } catch (error) {
      showProblem(error);
    }
  }

  return (
    <Table.Tr>
      <Table.Td>
        <Text fw={500} c={user.is_active ? undefined : "dimmed"}>
          {user.name}
          {isMe && " (you)"}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
          {user.email}
          {!user.is_active && " · switched off"}
        </Text>
      </Table.Td>
      <Table.Td>
        <Select
          aria-label={`Role of ${user.name}`}
          data={roleNames}
          value={user.role}
          allowDeselect={false}
          size="xs"
          w={110}
          disabled={isMe}
          onChange={(role) =>
            void changeWithUndo({ role: role as Role }, { role: user.role }, `${user.name} is now ${role}`)
          }
        />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        {user.last_login_at ? <When at={user.last_login_at} timeZone={me.workspace.time_zone} /> : "never"}
      </Table.Td>
      <Table.Td ta="right">
        {!isMe && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={`${user.is_active ? "Switch off" : "Switch on"} ${user.name}`}
            onClick={() =>
              void changeWithUndo(
                { is_active: !user.is_active },
                { is_active: user.is_active },
                user.is_active ? `${user.name} can no longer sign in` : `${user.name} can sign in again`,
              )
            }
          >
            {user.is_active ? "Switch off" : "Switch on"}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
