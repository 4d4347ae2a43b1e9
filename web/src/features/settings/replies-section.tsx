/** Saved replies: what is written again and again, with the names filled in when it is used. */
import { Button, Code, Group, Stack, Table, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { savedRepliesQuery } from "../../api/inbox";
import type { SavedReply } from "../../api/inbox-shapes";
import { deleteReply } from "../../api/labels";
import { ActionsHeader } from "../../design/actions-header";
import { ConfirmButton } from "../../design/confirm-button";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { EditReply } from "./edit-reply";

export function RepliesSection() {
  const [edited, setEdited] = useState<SavedReply | "new" | null>(null);
  const replies = useQuery(savedRepliesQuery);
  if (replies.isPending) return <LoadingRows rows={4} />;
  if (replies.isError) return <ProblemNotice error={replies.error} onRetry={() => void replies.refetch()} />;
  const create = (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={() => setEdited("new")}>
      Write a reply
    </Button>
  );
  return (
    <Stack>
      {replies.data.items.length === 0 ? (
        <EmptyState title="No saved replies yet" action={create}>
          What you write to customers again and again: in the inbox, type / and its short name.
        </EmptyState>
      ) : (
        <>
          <Group justify="space-between">
            <Text c="dimmed">In the inbox, type / and the short name of a reply.</Text>
            {create}
          </Group>
          <ReplyTable replies={replies.data.items} onEdit={setEdited} />
        </>
      )}
      <EditReply
        variables={replies.data.variables}
        key={edited === null || edited === "new" ? edited : edited.id}
        edited={edited}
        onClose={() => setEdited(null)}
      />
    </Stack>
  );
}

function ReplyTable({ replies, onEdit }: { replies: SavedReply[]; onEdit: (reply: SavedReply) => void }) {
  const queryClient = useQueryClient();
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Short name</Table.Th>
          <Table.Th>Title</Table.Th>
          <Table.Th visibleFrom="sm">Words</Table.Th>
          <ActionsHeader />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {replies.map((reply) => (
          <Table.Tr key={reply.id}>
            <Table.Td>
              <Code>/{reply.shortcut}</Code>
            </Table.Td>
            <Table.Td style={{ overflowWrap: "anywhere" }}>{reply.title}</Table.Td>
            <Table.Td visibleFrom="sm" maw={360}>
              <Text c="dimmed" truncate>
                {reply.content}
              </Text>
            </Table.Td>
            <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                aria-label={`Edit ${reply.title}`}
                onClick={() => onEdit(reply)}
              >
                Edit
              </Button>
              <ConfirmButton
                variant="subtle"
                color="gray"
                size="compact-sm"
                label="Delete"
                accessibleLabel={`Delete ${reply.title}`}
                title={`Delete /${reply.shortcut}?`}
                consequence="Nobody can use it any more. What was sent with it stays as it is."
                confirmLabel="Delete the reply"
                onConfirm={async () => {
                  await deleteReply(reply.id);
                  await queryClient.invalidateQueries({ queryKey: savedRepliesQuery.queryKey });
                }}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
