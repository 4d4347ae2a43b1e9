/** Two conversations of one customer become one log; that cannot be undone. */
import { Button, Group, Modal, Radio, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { conversationsKey, eventsKey } from "../../api/inbox";
import { merge } from "../../api/inbox-deeds";
import { contextQuery } from "../../api/inbox-help";
import type { InboxConversation } from "../../api/inbox-shapes";
import { useMe } from "../../api/me";
import { stateWords } from "../../design/conversation-words";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { timeWords } from "../../design/time-words";

interface MergeDialogProps {
  conversation: InboxConversation;
  isOpen: boolean;
  onClose: () => void;
}

export function MergeDialog({ conversation, isOpen, onClose }: MergeDialogProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Merge into another conversation"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {isOpen && <MergeForm conversation={conversation} onClose={onClose} />}
    </Modal>
  );
}

function MergeForm({ conversation, onClose }: Omit<MergeDialogProps, "isOpen">) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const { time_zone } = useMe().workspace;
  const context = useQuery(contextQuery(conversation.id));
  const [into, setInto] = useState<string | null>(null);
  const run = useMutation({
    mutationFn: (target: string) => merge(conversation.id, target),
    onSuccess: async (_, target) => {
      onClose();
      queryClient.removeQueries({ queryKey: eventsKey(target) });
      await queryClient.invalidateQueries({ queryKey: conversationsKey });
      await navigate({
        to: "/inbox/$conversationId",
        params: { conversationId: target },
        search: (now: object) => now,
      });
    },
  });
  if (context.isPending) return <LoadingRows rows={3} />;
  if (context.isError) return <ProblemNotice error={context.error} onRetry={() => void context.refetch()} />;
  const others = context.data.earlier.filter(({ merged_into }) => merged_into === null);
  if (others.length === 0) return <Text>This customer has no other conversation that it could go into.</Text>;
  return (
    <Stack>
      <Text>
        All that was said here moves into the chosen conversation, in the order of time. The customer goes on
        there. This cannot be undone.
      </Text>
      <Radio.Group aria-label="Into which conversation" value={into} onChange={setInto}>
        <Stack gap="xs">
          {others.map((other) => (
            <Radio
              key={other.id}
              value={other.id}
              label={other.first_words || "No words yet"}
              description={`${stateWords[other.state]} · ${timeWords(other.last_message_at ?? other.created_at, new Date(), time_zone)}`}
            />
          ))}
        </Stack>
      </Radio.Group>
      {run.isError && <ProblemNotice error={run.error} />}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Keep both
        </Button>
        <Button
          disabled={into === null}
          loading={run.isPending}
          onClick={() => into !== null && run.mutate(into)}
        >
          Merge
        </Button>
      </Group>
    </Stack>
  );
}
