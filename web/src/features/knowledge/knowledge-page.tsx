/** What a bot knows: its sources, more of them, and a question to try. */
import { Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { botsQuery } from "../../api/bots";
import { isAdmin, useMe } from "../../api/me";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { Section } from "../../design/section";
import { TextLink } from "../../design/text-link";
import { SourceList } from "./source-list";
import { TryQuestion } from "./try-question";
import { UploadFiles } from "./upload-files";

const route = getRouteApi("/frame/knowledge");

export function KnowledgePage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = isAdmin(useMe());
  const bots = useQuery(botsQuery);
  if (bots.isPending) return <LoadingRows />;
  if (bots.isError) return <ProblemNotice error={bots.error} onRetry={() => void bots.refetch()} />;
  const chosen = bots.data.items.find((bot) => bot.id === search.bot) ?? bots.data.items[0];
  if (chosen === undefined) return <NoBots />;
  return (
    <Page
      title="Knowledge"
      about="A bot answers from these sources and from nothing else."
      actions={
        <Select
          aria-label="Bot"
          data={bots.data.items.map((bot) => ({ value: String(bot.id), label: bot.name }))}
          value={String(chosen.id)}
          allowDeselect={false}
          onChange={(value) => void navigate({ search: { bot: Number(value) } })}
        />
      }
    >
      <Stack gap="lg" key={chosen.id}>
        {mayEdit && <UploadFiles botId={chosen.id} />}
        <Section title="Sources">
          <SourceList botId={chosen.id} mayEdit={mayEdit} />
        </Section>
        <Section
          title="Try a question"
          about="Ask as a customer would. You see what the bot finds, and whether it would answer from it."
        >
          <TryQuestion
            botId={chosen.id}
            question={search.question}
            onAsk={(question) => void navigate({ search: { bot: chosen.id, question } })}
          />
        </Section>
      </Stack>
    </Page>
  );
}

function NoBots() {
  return (
    <Page title="Knowledge">
      <EmptyState
        title="No bots yet"
        action={
          <TextLink to="/bots" search={{ new: true }} size="sm">
            Create a bot
          </TextLink>
        }
      >
        Knowledge belongs to a bot. Create one first, then give it files of questions and answers.
      </EmptyState>
    </Page>
  );
}
