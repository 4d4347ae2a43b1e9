/** All bots of the workspace. */
import { Anchor, Button, Table, Text } from "@mantine/core";
import { IconExternalLink, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { botsQuery } from "../../api/bots";
import { isAdmin, useMe } from "../../api/me";
import type { Bot } from "../../api/types";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { counted } from "../../design/number-words";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";
import { When } from "../../design/when";
import { accessWords, toneWords } from "./bot-words";
import { CreateBot } from "./create-bot";

const route = getRouteApi("/frame/bots");

export function BotsPage() {
  const me = useMe();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const bots = useQuery(botsQuery);
  const mayCreate = isAdmin(me);
  const create = mayCreate && (
    <Button
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => void navigate({ search: { new: true } })}
    >
      Create a bot
    </Button>
  );
  return (
    <Page
      title="Bots"
      about="Each bot answers for one company or product, from its own knowledge and by its own rules."
      actions={bots.data && bots.data.items.length > 0 && create}
    >
      {bots.isPending && <LoadingRows />}
      {bots.isError && <ProblemNotice error={bots.error} onRetry={() => void bots.refetch()} />}
      {bots.data?.items.length === 0 && (
        <EmptyState title="No bots yet" action={create}>
          A bot answers your customers on its own page. Give it a name and a file of questions and answers.
        </EmptyState>
      )}
      {bots.data && bots.data.items.length > 0 && (
        <BotTable bots={bots.data.items} timeZone={me.workspace.time_zone} />
      )}
      {mayCreate && (
        <CreateBot
          isOpen={search.new === true}
          onClose={() => void navigate({ search: {}, replace: true })}
        />
      )}
    </Page>
  );
}

function BotTable({ bots, timeZone }: { bots: Bot[]; timeZone: string }) {
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Name</Table.Th>
          <Table.Th visibleFrom="md">Who may ask</Table.Th>
          <Table.Th visibleFrom="md">Tone</Table.Th>
          <Table.Th>Knowledge</Table.Th>
          <Table.Th visibleFrom="sm">Changed</Table.Th>
          <Table.Th>Customer page</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {bots.map((bot) => (
          <Table.Tr key={bot.id}>
            <Table.Td>
              <TextLink
                to="/bots/$botId"
                params={{ botId: String(bot.id) }}
                size="sm"
                fw={500}
                style={{ overflowWrap: "anywhere" }}
              >
                {bot.name}
              </TextLink>
              <Text c="dimmed" size="xs" style={{ overflowWrap: "anywhere" }}>
                {[bot.company, bot.is_default && "the default bot"].filter(Boolean).join(" · ")}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="md">{accessWords[bot.access]}</Table.Td>
            <Table.Td visibleFrom="md">{toneWords[bot.tone]}</Table.Td>
            <Table.Td>
              <TextLink to="/knowledge" search={{ bot: bot.id }} size="sm">
                {bot.knowledge.passages === 0 ? "Nothing yet" : counted(bot.knowledge.passages, "passage")}
              </TextLink>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <When at={bot.updated_at} timeZone={timeZone} />
            </Table.Td>
            <Table.Td>
              <Anchor href={`/chat/${bot.slug}`} target="_blank" size="sm">
                Open
                <IconExternalLink
                  size={14}
                  aria-hidden="true"
                  style={{ verticalAlign: "-2px", marginLeft: 4 }}
                />
              </Anchor>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
