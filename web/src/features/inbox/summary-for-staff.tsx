/** What whoever takes over should know before the first word: why it came, what is wanted, what was tried. */
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { summaryQuery } from "../../api/inbox-help";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import classes from "./details.module.css";
import { NothingYet, Part } from "./part";

interface SummaryForStaffProps {
  conversationId: string;
  lastSeq: number;
}

export function SummaryForStaff({ conversationId, lastSeq }: SummaryForStaffProps) {
  const read = useQuery({
    ...summaryQuery(conversationId, lastSeq),
    enabled: lastSeq > 0,
    placeholderData: (before) => before,
  });
  if (read.isPending) return <LoadingRows rows={3} />;
  if (read.isError) return <ProblemNotice error={read.error} onRetry={() => void read.refetch()} />;
  const { summary, handoff, facts } = read.data;
  return (
    <Part title="Summary">
      {summary ? (
        <div className={classes.summary}>{summary}</div>
      ) : (
        <NothingYet>Nothing was said yet.</NothingYet>
      )}
      {handoff.length > 0 && (
        <dl className={classes.facts}>
          <dt>Why it came</dt>
          <dd>{handoff.join(" ")}</dd>
        </dl>
      )}
      {facts.length > 0 && (
        <dl className={classes.facts}>
          {facts.map((fact) => (
            <div key={`${fact.kind}-${fact.value}`} className={classes.fact}>
              <dt>{fact.label}</dt>
              <dd>
                <Anchor href={`#event-${fact.seq}`} size="sm">
                  {fact.value}
                </Anchor>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Part>
  );
}
