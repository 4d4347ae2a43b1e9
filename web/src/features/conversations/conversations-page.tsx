/** All conversations with customers, the newest message first; the filter is in the address. */
import { Group, SegmentedControl, Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { botsQuery } from "../../api/bots";
import type { ConversationState } from "../../api/types";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { ShowMore } from "../../design/show-more";
import { ConversationTable } from "./conversation-table";
import { type ConversationFilter, conversationsQuery } from "./queries";

const route = getRouteApi("/frame/conversations");

const stateChoices: { value: ConversationState | "all"; label: string }[] = [
  { value: "all", label: "All" },
  { value: "waiting", label: "Waiting" },
  { value: "human", label: "With a person" },
  { value: "bot", label: "With the assistant" },
  { value: "resolved", label: "Resolved" },
];

export function ConversationsPage() {
  const filter = route.useSearch();
  return (
    <Page title="Conversations" about="What customers asked and what they were answered.">
      <Filters filter={filter} />
      <List filter={filter} />
    </Page>
  );
}

function Filters({ filter }: { filter: ConversationFilter }) {
  const navigate = route.useNavigate();
  const bots = useQuery(botsQuery).data?.items ?? [];
  return (
    <Group gap="sm">
      <SegmentedControl
        aria-label="State"
        size="sm"
        visibleFrom="sm"
        data={stateChoices}
        value={filter.state ?? "all"}
        onChange={(value) => void navigate({ search: { ...filter, state: stateFrom(value) } })}
      />
      <Select
        aria-label="State"
        hiddenFrom="sm"
        data={stateChoices}
        value={filter.state ?? "all"}
        allowDeselect={false}
        onChange={(value) => void navigate({ search: { ...filter, state: stateFrom(value) } })}
      />
      {bots.length > 1 && (
        <Select
          aria-label="Bot"
          placeholder="All bots"
          clearable
          data={bots.map((bot) => ({ value: String(bot.id), label: bot.name }))}
          value={filter.bot === undefined ? null : String(filter.bot)}
          onChange={(value) =>
            void navigate({ search: { ...filter, bot: value === null ? undefined : Number(value) } })
          }
        />
      )}
    </Group>
  );
}

function List({ filter }: { filter: ConversationFilter }) {
  const conversations = useInfiniteQuery(conversationsQuery(filter));
  if (conversations.isPending) return <LoadingRows />;
  if (conversations.isError) {
    return <ProblemNotice error={conversations.error} onRetry={() => void conversations.refetch()} />;
  }
  const items = conversations.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <NoConversations isFiltered={Object.values(filter).some(Boolean)} />;
  return (
    <>
      <ConversationTable conversations={items} />
      <ShowMore
        shown={items.length}
        total={conversations.data.pages[0]?.total ?? items.length}
        hasMore={conversations.hasNextPage}
        isLoading={conversations.isFetchingNextPage}
        onMore={() => void conversations.fetchNextPage()}
      />
    </>
  );
}

function NoConversations({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) {
    return <EmptyState title="None like this">No conversation fits this filter at the moment.</EmptyState>;
  }
  return (
    <EmptyState title="No conversations yet">
      As soon as a customer asks on a customer page, the conversation appears here.
    </EmptyState>
  );
}

function stateFrom(value: string | null): ConversationState | undefined {
  const chosen = stateChoices.find((choice) => choice.value === value)?.value;
  return chosen === "all" ? undefined : chosen;
}
