/** Today in figures; each figure leads to its list. */
import { SimpleGrid, Skeleton } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import type { Stats } from "../../api/types";
import { counted, countWords, shareWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { Section } from "../../design/section";
import { durationWords } from "../../design/time-words";
import { Breakdown } from "./breakdown";
import { FigureTile } from "./figure-tile";

const oneDay = 1;

const todayQuery = queryOptions({
  queryKey: ["stats", oneDay],
  queryFn: () => answered(api.GET("/api/v1/stats", { params: { query: { days: oneDay } } })),
  refetchInterval: 30_000,
});

export function TodayFigures() {
  const stats = useQuery(todayQuery);
  if (stats.isError && !stats.data) {
    return <ProblemNotice error={stats.error} onRetry={() => void stats.refetch()} />;
  }
  return (
    <>
      <Section title="Today">
        <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="xs">
          {stats.data ? <Tiles stats={stats.data} /> : placeholders}
        </SimpleGrid>
      </Section>
      {stats.data && stats.data.queries > 0 && (
        <Section title="What was asked" about="Questions of today by what they are about and how they sound.">
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
            <Breakdown caption="By category" counts={stats.data.by_category} />
            <Breakdown caption="By sentiment" counts={stats.data.by_sentiment} />
          </SimpleGrid>
        </Section>
      )}
    </>
  );
}

const placeholders = ["asked", "answered", "escalated", "waiting", "rated", "time"].map((name) => (
  <Skeleton key={name} height={86} />
));

function Tiles({ stats }: { stats: Stats }) {
  const { feedback, conversations } = stats;
  const waiting = conversations.waiting ?? 0;
  const rated = feedback.up + feedback.down;
  return (
    <>
      <FigureTile label="Questions" figure={countWords(stats.queries)} note="asked by customers" />
      <FigureTile label="Answered" figure={countWords(stats.resolved)} note="without a person" />
      <FigureTile
        label="Handed over"
        figure={countWords(stats.escalated)}
        note={stats.queries === 0 ? "to a person" : `${shareWords(stats.escalation_rate)} of questions`}
        search={{ view: "all" }}
      />
      <FigureTile
        label="Waiting now"
        figure={countWords(waiting)}
        note="for a person"
        search={{ view: "waiting" }}
        isUrgent={waiting > 0}
      />
      <FigureTile
        label="Helpful"
        figure={rated === 0 ? "–" : shareWords(feedback.up / rated)}
        note={rated === 0 ? "no ratings yet" : `of ${counted(rated, "rating")}`}
      />
      <FigureTile label="Answer time" figure={durationWords(stats.average_response_ms)} note="on average" />
    </>
  );
}
