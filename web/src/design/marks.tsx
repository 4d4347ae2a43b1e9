/** Category, sentiment, priority and state: always a word or a shape beside the colour. */
import { Group, Text } from "@mantine/core";
import type { ConversationState } from "../api/types";
import { stateWords } from "./conversation-words";
import classes from "./marks.module.css";

const sentimentShapes: Record<string, { shape: string; tone: string }> = {
  Positive: { shape: "▲", tone: "success" },
  Neutral: { shape: "●", tone: "quiet" },
  Negative: { shape: "▼", tone: "warning" },
  Angry: { shape: "◆", tone: "danger" },
};

const stateShapes: Record<ConversationState, { shape: string; tone: string }> = {
  bot: { shape: "○", tone: "quiet" },
  waiting: { shape: "◆", tone: "warning" },
  human: { shape: "●", tone: "accent" },
  resolved: { shape: "✓", tone: "success" },
};

export function SentimentMark({ sentiment }: { sentiment: string | null }) {
  if (sentiment === null) return <Nothing />;
  const { shape, tone } = sentimentShapes[sentiment] ?? { shape: "●", tone: "quiet" };
  return <Mark shape={shape} tone={tone} words={sentiment} />;
}

export function StateMark({ state }: { state: ConversationState }) {
  return <Mark {...stateShapes[state]} words={stateWords[state]} />;
}

export function CategoryMark({ category }: { category: string | null }) {
  return category === null ? <Nothing /> : <span className={classes.category}>{category}</span>;
}

const steps = [1, 4, 6, 8] as const;

/** Four bars and the figure: 8 and more is what calls a person by default. */
export function PriorityMark({ priority }: { priority: number | null }) {
  if (priority === null) return <Nothing />;
  return (
    <span className={classes.priority} title={`Priority ${priority} of 10`}>
      <span className={classes.bars} data-high={priority >= 8} aria-hidden="true">
        {steps.map((step) => (
          <span key={step} data-on={priority >= step} />
        ))}
      </span>
      <span className={classes.figure}>
        <span className={classes.hidden}>Priority </span>
        {priority}
      </span>
    </span>
  );
}

export function Mark({ shape, tone, words }: { shape: string; tone: string; words: string }) {
  return (
    <Group component="span" gap={6} wrap="nowrap" className={classes.mark}>
      <span className={classes.shape} data-tone={tone} aria-hidden="true">
        {shape}
      </span>
      <span>{words}</span>
    </Group>
  );
}

function Nothing() {
  return (
    <Text component="span" c="dimmed">
      –
    </Text>
  );
}
