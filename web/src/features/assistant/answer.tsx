/** An answer in blocks: how it was understood, a sentence, then what there is to see, to change and to choose. */
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AssistantQuery, Exchange, Answer as Given, Turn } from "../../api/assistant-shapes";
import { useMe } from "../../api/me";
import { type ObjectMeta, objectNamed, objectsQuery } from "../../api/objects";
import classes from "./blocks.module.css";
import { Changes } from "./changes";
import { Choices, SuggestedActions } from "./choices";
import { EmailDraft } from "./email-draft";
import { FoundAnew } from "./found-anew";
import { FoundGroups } from "./found-groups";
import { FoundRecords } from "./found-records";
import { FoundValue } from "./found-value";
import { type GroupSurroundings, groupsOfAnswer } from "./groups";
import { ProposalCard } from "./proposal-card";
import { QueryChips } from "./query-chips";
import { listOf } from "./query-words";
import { Response } from "./response";
import { engineWords } from "./turn-words";
import { useAmountSurroundings } from "./use-amount-currency";

export interface AnswerProps {
  exchange: Exchange;
  isLast: boolean;
  onVerdict: (message: string, turn: Turn) => void;
}

export function Answer({ exchange, isLast, onVerdict }: AnswerProps) {
  const { answer, message } = exchange;
  const [changed, change] = useState<AssistantQuery | null>(null);
  const objects = useQuery(objectsQuery).data ?? [];
  const { currency } = useMe().workspace;
  const meta = answer.query ? objectNamed(objects, answer.query.object) : undefined;
  const around = useAmountSurroundings(answer.query, meta ? { meta, objects, currency } : null);
  const emailId = isDraft(answer) ? answer.email?.email_id : null;
  const changes = (answer.changes ?? []).filter(({ object }) => !(emailId && object === "emails"));
  return (
    <div className={classes.answer}>
      {answer.query && meta && (
        <QueryChips
          meta={meta}
          query={changed ?? answer.query}
          isChanged={changed !== null}
          onChange={change}
          onReset={() => change(null)}
        />
      )}
      {changed && around ? (
        <FoundAnew query={changed} around={around} />
      ) : (
        <>
          <Response answer={answer} />
          <Found answer={answer} objects={objects} around={around} />
        </>
      )}
      {changes.length > 0 && <Changes changes={changes} />}
      {answer.proposal && <ProposalCard proposal={answer.proposal} message={message} onVerdict={onVerdict} />}
      {emailId && <EmailDraft id={emailId} undoId={undoOfDraft(answer)} />}
      {answer.choices && answer.choices.length > 0 && <Choices choices={answer.choices} />}
      {isLast && <SuggestedActions actions={suggestedBeside(answer)} />}
      <Text size="xs" c="dimmed" className="figures">
        {engineWords(answer)}
      </Text>
    </div>
  );
}

interface FoundProps {
  answer: Given;
  objects: readonly ObjectMeta[];
  around: GroupSurroundings | null;
}

/** Records that a write touched, a proposal will touch or a mail goes to are told there. */
function Found({ answer, objects, around }: FoundProps) {
  const { records, value, groups, query } = answer;
  const meta = records ? objectNamed(objects, records.object) : undefined;
  const isToldElsewhere =
    Boolean(answer.changes?.length) || answer.proposal !== null || answer.email !== null;
  return (
    <>
      {value !== null && !(query && around === null) && (
        <FoundValue value={value} query={query} around={around} />
      )}
      {groups && groups.length > 0 && query && around && (
        <FoundGroups groups={groupsOfAnswer(groups, around)} query={query} around={around} />
      )}
      {records && meta && records.ids.length > 0 && !isToldElsewhere && (
        <FoundRecords
          meta={meta}
          ids={records.ids}
          total={records.total}
          query={query}
          list={query && query.object === meta.name ? listOf(query) : null}
        />
      )}
    </>
  );
}

/** What has a button of its own is not suggested as words too. */
function suggestedBeside({ suggested_actions, proposal, changes, email }: Given): string[] {
  if (proposal) return [];
  const own = [changes?.length ? "Undo" : null, email ? "Send it" : null];
  return suggested_actions.filter((action) => !own.includes(action));
}

/** A draft is told by its editor, and so is the way to be rid of it. */
function undoOfDraft({ changes, email }: Given): string | null {
  const made = changes?.find(({ object, id }) => object === "emails" && id === email?.email_id);
  return made?.undo_id ?? null;
}

/** A mail that waits for a yes is shown by its proposal. */
function isDraft({ email, proposal }: Given): boolean {
  return email !== null && proposal === null;
}
