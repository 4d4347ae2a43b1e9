/** One conversation to read: its events in order, and what was understood of each message. */
import { Button, Group, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { foldEvents, messagesOf } from "../../api/conversation-log";
import { saveAsJson } from "../../api/download";
import { useMe } from "../../api/me";
import { LoadingRows } from "../../design/loading-rows";
import { StateMark } from "../../design/marks";
import { counted } from "../../design/number-words";
import { Page } from "../../design/page";
import { ProblemNotice } from "../../design/problem-notice";
import { showProblem } from "../../design/toasts";
import { When } from "../../design/when";
import { EventList } from "./event-list";
import { eventsQuery, exportConversation } from "./queries";

const route = getRouteApi("/frame/conversations/$conversationId");

export function ConversationPage() {
  const { conversationId } = route.useParams();
  const { time_zone } = useMe().workspace;
  const events = useQuery(eventsQuery(conversationId));
  const save = useMutation({
    mutationFn: async () =>
      saveAsJson(await exportConversation(conversationId), `conversation-${conversationId}.json`),
    onError: showProblem,
  });
  if (events.isPending) return <LoadingRows rows={10} />;
  if (events.isError) return <ProblemNotice error={events.error} onRetry={() => void events.refetch()} />;
  const log = foldEvents(events.data);
  const messages = messagesOf(log);
  const customer = messages.find((message) => message.speaker === "customer");
  return (
    <Page
      narrow
      title={customer?.name || "A visitor"}
      about={
        <Group gap="sm">
          <StateMark state={log.state} />
          <span>{counted(messages.length, "message")}</span>
          <span>
            last <When at={messages.at(-1)?.at} timeZone={time_zone} />
          </span>
        </Group>
      }
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden="true" />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          Export as JSON
        </Button>
      }
    >
      {log.entries.length === 0 ? (
        <Text c="dimmed">Nothing was said yet.</Text>
      ) : (
        <EventList entries={log.entries} />
      )}
    </Page>
  );
}
