/** Beside a conversation: who the customer is, what else is known of them, and what whoever takes over should know. */
import { ActionIcon, CloseButton } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { contextQuery } from "../../api/inbox-help";
import type { InboxConversation } from "../../api/inbox-shapes";
import type { ConversationEvent } from "../../api/types";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { CustomerFacts } from "./customer-facts";
import classes from "./details.module.css";
import { EarlierConversations } from "./earlier-conversations";
import { LinkedRecord } from "./linked-record";
import { Memories } from "./memories";
import { SentimentLine } from "./sentiment-line";
import { SummaryForStaff } from "./summary-for-staff";

interface DetailsPaneProps {
  conversationId: string;
  conversation: InboxConversation | undefined;
  events: ConversationEvent[];
  /** Where the conversation does not stand beside it. */
  onBack?: () => void;
  onClose: () => void;
}

export function DetailsPane({ conversationId, conversation, events, onBack, onClose }: DetailsPaneProps) {
  const context = useQuery(contextQuery(conversationId));
  const lastSeq = events.at(-1)?.seq ?? 0;
  const { refetch } = context;
  // A message may bring a new memory, another mood, a record.
  useEffect(() => {
    if (lastSeq > 0) void refetch();
  }, [lastSeq, refetch]);
  return (
    <aside className={classes.details} aria-label="Details of the conversation">
      <header className={classes.head}>
        {onBack && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label="Back to the conversation"
            onClick={onBack}
          >
            <IconArrowLeft size={18} aria-hidden="true" />
          </ActionIcon>
        )}
        <h2>Details</h2>
        {!onBack && <CloseButton size={32} aria-label="Close the details" onClick={onClose} />}
      </header>
      <SummaryForStaff conversationId={conversationId} lastSeq={lastSeq} />
      {context.isPending && <LoadingRows rows={6} />}
      {context.isError && <ProblemNotice error={context.error} onRetry={() => void context.refetch()} />}
      {context.data && (
        <>
          <CustomerFacts context={context.data} fallback={conversation} />
          <LinkedRecord conversationId={conversationId} context={context.data} />
          <SentimentLine moods={context.data.sentiments} />
          <EarlierConversations earlier={context.data.earlier} />
          <Memories conversationId={conversationId} context={context.data} />
        </>
      )}
    </aside>
  );
}
