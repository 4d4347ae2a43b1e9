/** What helps to write a reply: a suggested answer, which is put into the field and never sent by itself. */
import { Button, Text } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { suggestionQuery } from "../../api/inbox-help";
import type { InboxConversation } from "../../api/inbox-shapes";
import { IconPopover } from "../../design/icon-popover";
import { LoadingRows } from "../../design/loading-rows";
import { shareWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import classes from "./composer.module.css";
import type { Mode } from "./outgoing";

interface ComposerToolsProps {
  mode: Mode;
  conversation: InboxConversation;
  onInsert: (words: string) => void;
}

export function ComposerTools({ mode, conversation, onInsert }: ComposerToolsProps) {
  if (mode === "note") return null;
  return <SuggestAnswer conversationId={conversation.id} onInsert={onInsert} />;
}

function SuggestAnswer({
  conversationId,
  onInsert,
}: {
  conversationId: string;
  onInsert: (words: string) => void;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <IconPopover
      label="Suggest an answer"
      icon={<IconBulb size={18} stroke={1.6} aria-hidden="true" />}
      size={30}
      position="top-start"
      width={380}
      isOpen={isOpen}
      onOpen={setOpen}
    >
      <Suggestion
        conversationId={conversationId}
        onInsert={(words) => {
          setOpen(false);
          onInsert(words);
        }}
      />
    </IconPopover>
  );
}

function Suggestion({
  conversationId,
  onInsert,
}: {
  conversationId: string;
  onInsert: (words: string) => void;
}) {
  const read = useQuery(suggestionQuery(conversationId));
  if (read.isPending) return <LoadingRows rows={3} />;
  if (read.isError) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  const { content, confidence, sources, explanation } = read.data;
  if (content === "")
    return <Text>{explanation || "Nothing in the knowledge of this bot fits well enough."}</Text>;
  const titles = [...new Set(sources.map(({ title }) => title))];
  return (
    <div className={classes.suggestion}>
      <Text className={classes.suggested}>{content}</Text>
      <Text size="xs" c="dimmed">
        Confidence {shareWords(confidence)}
        {titles.length > 0 && ` · from ${titles.join(", ")}`}
      </Text>
      <Button size="xs" data-autofocus onClick={() => onInsert(content)}>
        Put it into the reply
      </Button>
    </div>
  );
}
