/** A write that waits for a yes: what it changes, how many, until when; and what became of it. */
import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef } from "react";
import { judge, type ProposalStatus, proposalStatusQuery, type Verdict } from "../../api/assistant";
import type { Proposal, Turn } from "../../api/assistant-shapes";
import { useMe } from "../../api/me";
import { objectsQuery } from "../../api/objects";
import { Mark } from "../../design/marks";
import { ProblemNotice } from "../../design/problem-notice";
import { clockTime } from "../../design/time-words";
import { EmailDraft } from "./email-draft";
import classes from "./proposal.module.css";
import { ProposalPreview } from "./proposal-preview";
import { deedWords, leftWords, proposalState, stateMarks } from "./proposal-state";
import { useSurroundings } from "./surroundings";
import { useNow } from "./use-now";

interface ProposalCardProps {
  proposal: Proposal;
  /** The words that asked for it, to ask again once it is too late. */
  message: string;
  /** What was pressed, as it stands in the conversation. */
  onVerdict: (message: string, turn: Turn) => void;
}

export function ProposalCard({ proposal, message, onVerdict }: ProposalCardProps) {
  const objects = useQuery(objectsQuery).data ?? [];
  const headingId = useId();
  const known = useQuery(proposalStatusQuery(proposal.id));
  const now = useNow(known.data === "open");
  const state = proposalState(proposal, known.data, now);
  const deed = deedWords(proposal, objects);
  const isUnsent = proposal.verb === "send_email" && state !== undefined && unsent.has(state);
  const [emailId] = proposal.ids;
  return (
    <article className={classes.card} data-state={state} aria-labelledby={headingId}>
      <h3 id={headingId} className={classes.title}>
        {state === "open" ? `${deed}?` : deed}
      </h3>
      {isUnsent && emailId !== undefined ? (
        <EmailDraft id={emailId} />
      ) : (
        <ProposalPreview proposal={proposal} />
      )}
      {known.isError && <ProblemNotice error={known.error} onRetry={() => void known.refetch()} />}
      {state === "open" && <Ask proposal={proposal} deed={deed} now={now} onVerdict={onVerdict} />}
      {state !== undefined && state !== "open" && <Settled state={state} message={message} />}
    </article>
  );
}

/** A mail that was not sent stands in its editor again. */
const unsent = new Set<ProposalStatus>(["rejected", "expired", "conflict"]);

interface AskProps extends Pick<ProposalCardProps, "proposal" | "onVerdict"> {
  deed: string;
  now: Date;
}

const said: Record<Verdict, string> = { confirm: "Yes", reject: "No" };

function Ask({ proposal, deed, now, onVerdict }: AskProps) {
  const { isBusy } = useSurroundings();
  const { time_zone } = useMe().workspace;
  const give = useMutation({
    mutationFn: (verdict: Verdict) => judge(proposal.id, verdict),
    onSuccess: (turn, verdict) => onVerdict(said[verdict], turn),
  });
  const parts = (verdict: Verdict) => ({
    size: "xs",
    loading: give.isPending && give.variables === verdict,
    disabled: isBusy || give.isPending,
    onClick: () => give.mutate(verdict),
  });
  return (
    <>
      {give.isError && <ProblemNotice error={give.error} />}
      <Group gap="xs">
        <Button {...parts("confirm")} color={proposal.verb === "delete" ? "red" : undefined}>
          {deed}
        </Button>
        <Button {...parts("reject")} variant="default">
          Cancel
        </Button>
        <Text size="xs" c="dimmed" className="figures">
          Waits until {clockTime(proposal.expires_at, time_zone)}, {leftWords(proposal.expires_at, now)} more
        </Text>
      </Group>
    </>
  );
}

interface SettledProps {
  state: Exclude<ProposalStatus, "open">;
  message: string;
}

/** Takes the focus that its buttons had, so that a keyboard stays where it was. */
function Settled({ state, message }: SettledProps) {
  const { say, isBusy } = useSurroundings();
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) line.current?.focus({ preventScroll: true });
  }, []);
  return (
    <Group gap="xs" ref={line} tabIndex={-1} className={classes.settled}>
      <Mark {...stateMarks[state]} />
      {(state === "expired" || state === "conflict") && (
        <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => say(message)}>
          Ask again
        </Button>
      )}
    </Group>
  );
}
