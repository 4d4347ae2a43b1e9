/** One source: its state and the passages that were made of it. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { isAdmin, useMe } from "../../api/me";
import type { Passage } from "../../api/types";
import { EmptyState } from "../../design/empty-state";
import { LoadingRows } from "../../design/loading-rows";
import { CategoryMark } from "../../design/marks";
import { counted } from "../../design/number-words";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { When } from "../../design/when";
import classes from "./passages.module.css";
import { passagesQuery, sourceQuery } from "./queries";
import { SourceActions } from "./source-list";
import { SourceStatus } from "./source-status";

const route = getRouteApi("/frame/knowledge/sources/$sourceId");

export function SourcePage() {
  const sourceId = Number(route.useParams().sourceId);
  const source = useQuery(sourceQuery(sourceId));
  const me = useMe();
  if (source.isPending) return <LoadingRows />;
  if (source.isError) return <ProblemNotice error={source.error} onRetry={() => void source.refetch()} />;
  const { data } = source;
  return (
    <Page
      title={data.name}
      about={
        <Group gap="sm">
          <span>{counted(data.entries, "entry", "entries")}</span>
          <SourceStatus source={data} />
          <span>
            changed <When at={data.updated_at} timeZone={me.workspace.time_zone} />
          </span>
        </Group>
      }
      actions={isAdmin(me) && <SourceActions source={data} botId={data.bot_id} />}
    >
      <Passages sourceId={sourceId} />
    </Page>
  );
}

function Passages({ sourceId }: { sourceId: number }) {
  const passages = useInfiniteQuery(passagesQuery(sourceId));
  if (passages.isPending) return <LoadingRows />;
  if (passages.isError) {
    return <ProblemNotice error={passages.error} onRetry={() => void passages.refetch()} />;
  }
  const items = passages.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return <EmptyState title="No passages">They appear here once the source is indexed.</EmptyState>;
  }
  return (
    <Stack>
      <ol className={classes.list}>
        {items.map((passage) => (
          <PassageItem key={passage.id} passage={passage} />
        ))}
      </ol>
      {passages.hasNextPage && (
        <Button
          variant="default"
          w="fit-content"
          loading={passages.isFetchingNextPage}
          onClick={() => void passages.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Stack>
  );
}

function PassageItem({ passage }: { passage: Passage }) {
  return (
    <li className={classes.passage}>
      <Text fw={500}>{passage.title}</Text>
      <Text className={classes.content}>{passage.content}</Text>
      <Group gap="xs">
        {passage.category && <CategoryMark category={passage.category} />}
        <Text c="dimmed" size="xs">
          {[passage.external_id, passage.page && `page ${passage.page}`].filter(Boolean).join(" · ")}
        </Text>
      </Group>
    </li>
  );
}
