/** Conversations as rows: who, about what, how it sounds, where it stands. */
import { Table, Text } from "@mantine/core";
import { useMe } from "../../api/me";
import type { ConversationSummary } from "../../api/types";
import { CategoryMark, PriorityMark, SentimentMark, StateMark } from "../../design/marks";
import { TextLink } from "../../design/text-link";
import { When } from "../../design/when";
import classes from "./conversation-table.module.css";

export function ConversationTable({ conversations }: { conversations: ConversationSummary[] }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>First words</Table.Th>
          <Table.Th visibleFrom="sm">State</Table.Th>
          <Table.Th visibleFrom="md">Category</Table.Th>
          <Table.Th visibleFrom="md">Sentiment</Table.Th>
          <Table.Th visibleFrom="sm">Priority</Table.Th>
          <Table.Th visibleFrom="lg">Bot</Table.Th>
          <Table.Th ta="right">Last message</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {conversations.map((conversation) => (
          <ConversationRow key={conversation.id} conversation={conversation} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function ConversationRow({ conversation }: { conversation: ConversationSummary }) {
  const { time_zone } = useMe().workspace;
  return (
    <Table.Tr className={classes.row}>
      <Table.Td className={classes.words}>
        <TextLink
          to="/conversations/$conversationId"
          params={{ conversationId: conversation.id }}
          className={classes.link}
          size="sm"
          c="var(--mantine-color-text)"
        >
          {conversation.first_words || "No words yet"}
        </TextLink>
        <Text c="dimmed" size="xs" truncate>
          {conversation.customer.name}
        </Text>
        <Text size="xs" hiddenFrom="sm" component="div">
          <StateMark state={conversation.state} />
        </Text>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <StateMark state={conversation.state} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <CategoryMark category={conversation.category} />
      </Table.Td>
      <Table.Td visibleFrom="md">
        <SentimentMark sentiment={conversation.sentiment} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <PriorityMark priority={conversation.priority} />
      </Table.Td>
      <Table.Td visibleFrom="lg">{conversation.bot_name}</Table.Td>
      <Table.Td ta="right" className={classes.time}>
        <When at={conversation.last_message_at ?? conversation.created_at} timeZone={time_zone} />
      </Table.Td>
    </Table.Tr>
  );
}
