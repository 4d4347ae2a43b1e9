/** A write that waits for a yes: what it changes, how many, until when; and what became of it. */
import { Button, Group, Text } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type Ref, useId } from "react";
import { judge, proposalStatusQuery, type Verdict } from "../../api/assistant";
import type { Proposal, ProposalStatus, Turn } from "../../api/assistant-shapes";
import { useMe } from "../../api/me";
import { objectsQuery } from "../../api/objects";
import { Mark } from "../../design/marks";
import { ProblemNotice } from "../../design/problem-notice";
import { clockTime } from "../../design/time-words";
import { useNow } from "../../design/use-now";
import { EmailDraft } from "./email-draft";
import classes from "./proposal.module.css";
import { ProposalPreview } from "./proposal-preview";
import { deedWords, leftWords, proposalState, stateMarks } from "./proposal-state";
import { useSurroundings } from "./surroundings";
import { useFocusWhenSettled } from "./use-focus-when-settled";

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
  const settled = useFocusWhenSettled(state && state !== "open");
  return (
    <article className={classes.card} data-state={state} aria-labelledby={headingId}>
      <h3 id={headingId} className={classes.title}>
        {state === "open" ? `${deed}?` : deed}
      </h3>
      {state === "open" && <ProposalPreview proposal={proposal} isFolded={false} />}
      {known.isError && <ProblemNotice error={known.error} onRetry={() => void known.refetch()} />}
      {state === "open" && <Ask proposal={proposal} deed={deed} now={now} onVerdict={onVerdict} />}
      {state !== undefined && state !== "open" && (
        <>
          <Settled ref={settled} state={state} message={message} />
          {isUnsent && emailId !== undefined ? (
            <EmailDraft id={emailId} />
          ) : (
            <ProposalPreview proposal={proposal} isFolded />
          )}
        </>
      )}
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
        <Button {...parts("confirm")} color={proposal.verb === "delete" ? "red.9" : undefined}>
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
  ref: Ref<HTMLDivElement>;
  state: Exclude<ProposalStatus, "open">;
  message: string;
}

function Settled({ ref, state, message }: SettledProps) {
  const { say, isBusy } = useSurroundings();
  return (
    <Group gap="xs" ref={ref} tabIndex={-1} className={classes.settled}>
      <Mark {...stateMarks[state]} />
      {(state === "expired" || state === "conflict") && (
        <Button size="compact-sm" variant="default" disabled={isBusy} onClick={() => say(message)}>
          Ask again
        </Button>
      )}
    </Group>
  );
}
