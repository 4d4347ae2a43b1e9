/** One bot: its settings, its knowledge in figures, its end. */
import { Button, Group, Text } from "@mantine/core";
import { IconExternalLink } from "@tabler/icons-react";
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { botsQuery, watchUntilIndexed } from "../../api/bots";
import { answered, api } from "../../api/client";
import { isAdmin, useMe } from "../../api/me";
import type { Bot } from "../../api/types";
import { ConfirmButton } from "../../design/confirm-button";
import { LoadingRows } from "../../design/loading-rows";
import { counted } from "../../design/number-words";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { Section } from "../../design/section";
import { TextLink } from "../../design/text-link";
import { showDone } from "../../design/toasts";
import { BotForm } from "./bot-form";
import { HostIdentity } from "./host-identity";

const route = getRouteApi("/frame/bots/$botId");

export function botQuery(botId: number) {
  return queryOptions({
    queryKey: ["bots", botId],
    queryFn: () => answered(api.GET("/api/v1/bots/{bot_id}", { params: { path: { bot_id: botId } } })),
    refetchInterval: (query) => watchUntilIndexed(query.state.data ? [query.state.data] : []),
  });
}

export function BotPage() {
  const botId = Number(route.useParams().botId);
  const bot = useQuery(botQuery(botId));
  const mayEdit = isAdmin(useMe());
  if (bot.isPending) return <LoadingRows rows={10} />;
  if (bot.isError) return <ProblemNotice error={bot.error} onRetry={() => void bot.refetch()} />;
  return (
    <Page
      narrow
      title={bot.data.name}
      about={<KnowledgeFacts bot={bot.data} />}
      actions={
        <Button
          component="a"
          href={`/chat/${bot.data.slug}`}
          target="_blank"
          variant="default"
          rightSection={<IconExternalLink size={16} aria-hidden="true" />}
        >
          Customer page
        </Button>
      }
    >
      <BotForm key={bot.data.id} bot={bot.data} mayEdit={mayEdit} />
      {mayEdit && <HostIdentity bot={bot.data} />}
      {mayEdit && <DeleteBot bot={bot.data} />}
    </Page>
  );
}

function KnowledgeFacts({ bot }: { bot: Bot }) {
  const { sources, passages, limit } = bot.knowledge;
  return (
    <Group gap={6}>
      <TextLink to="/knowledge" search={{ bot: bot.id }} size="sm">
        {sources === 0
          ? "No knowledge yet: add a file"
          : `${counted(passages, "passage")} from ${counted(sources, "source")}`}
      </TextLink>
      {limit !== null && limit !== undefined && sources > 0 && (
        <Text component="span" c="dimmed">
          · answers from a fit of {limit.toFixed(2)} on, calibrated from its own knowledge
        </Text>
      )}
    </Group>
  );
}

function DeleteBot({ bot }: { bot: Bot }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();

  async function remove() {
    await answered(api.DELETE("/api/v1/bots/{bot_id}", { params: { path: { bot_id: bot.id } } }));
    await queryClient.invalidateQueries({ queryKey: botsQuery.queryKey, exact: true });
    showDone(`${bot.name} was deleted`);
    await navigate({ to: "/bots" });
  }

  return (
    <Section title="Delete this bot">
      <Group justify="space-between">
        <Text c="dimmed" maw="52ch">
          Its customer page stops answering and its knowledge is removed.
        </Text>
        <ConfirmButton
          label="Delete"
          title={`Delete ${bot.name}?`}
          consequence={`Its customer page stops answering at once. ${counted(bot.knowledge.passages, "passage")} of knowledge will be removed. This cannot be undone.`}
          confirmLabel="Delete the bot"
          onConfirm={remove}
        />
      </Group>
    </Section>
  );
}
