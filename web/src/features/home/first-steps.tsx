/** The way from an empty workspace to the first answered question. */
import { Anchor, Group, Text } from "@mantine/core";
import { IconCircle, IconCircleCheck } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Bot } from "../../api/types";
import { Section } from "../../design/section";
import { TextLink } from "../../design/text-link";
import classes from "./first-steps.module.css";

export function FirstSteps({ bots, mayBuild }: { bots: Bot[]; mayBuild: boolean }) {
  const first = bots[0];
  if (!mayBuild) {
    return (
      <Text c="dimmed">
        No bot can answer yet. An admin of your workspace creates one and gives it knowledge.
      </Text>
    );
  }
  return (
    <Section title="First steps" about="Three steps, then the desk answers.">
      <ol className={classes.steps}>
        <Step isDone={first !== undefined} words="Create a bot: its name, its company, its tone.">
          <TextLink to="/bots" search={{ new: true }} size="sm">
            Create a bot
          </TextLink>
        </Step>
        <Step isDone={false} words="Give it knowledge: a file of questions and answers, .json or .csv.">
          {first && (
            <TextLink to="/knowledge" search={{ bot: first.id }} size="sm">
              Upload a file
            </TextLink>
          )}
        </Step>
        <Step isDone={false} words="Open its customer page and ask something.">
          {first && (
            <Anchor href={`/chat/${first.slug}`} target="_blank" size="sm">
              Open the customer page
            </Anchor>
          )}
        </Step>
      </ol>
    </Section>
  );
}

function Step({ isDone, words, children }: { isDone: boolean; words: string; children: ReactNode }) {
  const StepIcon = isDone ? IconCircleCheck : IconCircle;
  return (
    <li>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <StepIcon size={20} stroke={1.6} aria-label={isDone ? "Done" : "To do"} className={classes.icon} />
        <div>
          <Text c={isDone ? "dimmed" : undefined}>{words}</Text>
          {!isDone && children}
        </div>
      </Group>
    </li>
  );
}
