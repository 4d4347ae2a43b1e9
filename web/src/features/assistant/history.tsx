/** The conversations there were, the latest first; each is a link, so that it can be opened beside. */
import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { sessionsQuery } from "../../api/assistant";
import type { SessionLine } from "../../api/assistant-shapes";
import { useMe } from "../../api/me";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { When } from "../../design/when";
import classes from "./history.module.css";

interface HistoryProps {
  session: string | undefined;
  /** Where a conversation is chosen in place, as in the panel. */
  onChoose?: (session: string) => void;
}

export function History({ session, onChoose }: HistoryProps) {
  const sessions = useInfiniteQuery(sessionsQuery);
  const { time_zone } = useMe().workspace;
  if (sessions.isPending) return <LoadingRows rows={4} />;
  if (sessions.isError)
    return <ProblemNotice error={sessions.error} onRetry={() => void sessions.refetch()} />;
  const lines = sessions.data.pages.flatMap(({ items }) => items);
  if (lines.length === 0) return <p className={classes.none}>What you ask is kept here.</p>;
  return (
    <>
      <ul className={classes.list}>
        {lines.map((line) => (
          <li key={line.session_id}>
            <Link
              to="/assistant"
              search={{ session: line.session_id }}
              className={classes.line}
              aria-current={line.session_id === session ? "page" : undefined}
              onClick={(event) => choose(event, line, onChoose)}
            >
              <span className={classes.title}>{line.first_words}</span>
              <span className={classes.when}>
                <When at={line.last_activity} timeZone={time_zone} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {sessions.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          loading={sessions.isFetchingNextPage}
          onClick={() => void sessions.fetchNextPage()}
        >
          Show earlier
        </Button>
      )}
    </>
  );
}

function choose(event: MouseEvent, line: SessionLine, onChoose: HistoryProps["onChoose"]) {
  if (onChoose === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  onChoose(line.session_id);
}
