/** A question asked of the search alone: what fits, how well, and whether the bot would answer. */
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { FormEvent } from "react";
import type { SearchAnswer, SearchResult } from "../../api/types";
import { Banner } from "../../design/banner";
import { CategoryMark } from "../../design/marks";
import { shareWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { fitWords } from "../../design/source-notes";
import classes from "./passages.module.css";
import { searchQuery } from "./queries";

interface TryQuestionProps {
  botId: number;
  question: string | undefined;
  onAsk: (question: string) => void;
}

export function TryQuestion({ botId, question, onAsk }: TryQuestionProps) {
  const found = useQuery({ ...searchQuery(botId, question ?? ""), enabled: question !== undefined });

  function ask(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const written = String(new FormData(event.currentTarget).get("question")).trim();
    if (written === "") return;
    if (written === question) void found.refetch();
    else onAsk(written);
  }

  return (
    <Stack gap="sm">
      <form onSubmit={ask}>
        <Group gap="xs" wrap="nowrap" align="flex-end" maw={640}>
          <TextInput
            name="question"
            aria-label="Question"
            placeholder="How do I change my password?"
            defaultValue={question}
            key={question}
            flex={1}
          />
          <Button type="submit" variant="default" loading={found.isFetching}>
            Ask
          </Button>
        </Group>
      </form>
      <div aria-live="polite">
        {found.isError && <ProblemNotice error={found.error} onRetry={() => void found.refetch()} />}
        {found.data && <Found answer={found.data} />}
      </div>
    </Stack>
  );
}

function Found({ answer }: { answer: SearchAnswer }) {
  return (
    <Stack gap="xs">
      {answer.nothing_fits ? (
        <Banner>
          Nothing fits well enough: the bot would say that it does not know.
          {answer.results.length > 0 && " These came nearest."}
        </Banner>
      ) : (
        <Text c="dimmed">The bot would answer from these; it is {shareWords(answer.confidence)} sure.</Text>
      )}
      <ol className={classes.list}>
        {answer.results.map((result) => (
          <Result key={result.id} result={result} />
        ))}
      </ol>
    </Stack>
  );
}

function Result({ result }: { result: SearchResult }) {
  return (
    <li className={classes.passage}>
      <Group justify="space-between" gap="xs" align="baseline">
        <Text fw={500}>{result.title}</Text>
        <Text c="dimmed" size="xs" className="figures">
          {fitWords(result.score)}
        </Text>
      </Group>
      <Text className={classes.content}>{result.content}</Text>
      <Group gap="xs">
        {result.category && <CategoryMark category={result.category} />}
        <Text c="dimmed" size="xs">
          {result.source}
          {result.page !== null && result.page !== undefined && `, page ${result.page}`}
        </Text>
      </Group>
    </li>
  );
}
