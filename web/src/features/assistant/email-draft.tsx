/** A drafted email in its editor: to, subject and body, kept while it is written; sent in two steps. */
import { Button, Group, Text, Textarea, TextInput } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { RefusedWrite } from "../../api/crm-request";
import { asProblem, reasonsByField } from "../../api/problem";
import { asSentence } from "../../design/fields/field-words";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import classes from "./email.module.css";
import { SentEmail } from "./sent-email";
import { UndoWrite } from "./undo-write";
import { useEmailDraft } from "./use-email-draft";
import { useFocusWhenSettled } from "./use-focus-when-settled";

interface EmailDraftProps {
  id: number;
  /** Takes the draft away again. */
  undoId?: string | null;
}

export function EmailDraft({ id, undoId = null }: EmailDraftProps) {
  const draft = useEmailDraft(id);
  const { email, text } = draft;
  const isSent = email.data && (email.data.status === "sent" || email.data.status === "queued");
  const sent = useFocusWhenSettled(isSent);
  if (email.isError) return <ProblemNotice error={email.error} onRetry={() => void email.refetch()} />;
  if (email.data === undefined || text === null) return <LoadingRows rows={4} />;
  const { status } = email.data;
  const throwAway = undoId !== null && <UndoWrite undoId={undoId} words="this draft" deeds={draftDeeds} />;
  if (email.data.deleted_at !== null) {
    return (
      <Group gap="xs">
        <Text c="dimmed">This draft was thrown away.</Text>
        {throwAway}
      </Group>
    );
  }
  if (isSent) return <SentEmail ref={sent} record={email.data} />;
  const reasons = draft.saving.isError ? reasonsByField(asProblem(draft.saving.error)) : {};
  const reason = (field: string) => (reasons[field] === undefined ? undefined : asSentence(reasons[field]));
  return (
    <article className={classes.draft} aria-label="Draft of an email">
      <TextInput
        label="To"
        type="email"
        autoComplete="off"
        value={text.to_email}
        error={reason("to_email")}
        onChange={(event) => draft.change("to_email", event.currentTarget.value)}
      />
      <TextInput
        label="Subject"
        value={text.subject}
        error={reason("subject")}
        onChange={(event) => draft.change("subject", event.currentTarget.value)}
      />
      <Textarea
        label="Text"
        autosize
        minRows={5}
        maxRows={18}
        value={text.body}
        error={reason("body")}
        onChange={(event) => draft.change("body", event.currentTarget.value)}
      />
      {draft.saving.isError && <ProblemNotice error={draft.saving.error} beside={text} />}
      {status === "failed" && !draft.sending.isPending && (
        <ProblemNotice error={new Error(failureWords(email.data.error))} />
      )}
      {draft.sending.isError && <ProblemNotice error={draft.sending.error} />}
      <SendSteps draft={draft} to={text.to_email} isAgain={status === "failed"}>
        {throwAway}
      </SendSteps>
    </article>
  );
}

const draftDeeds = { back: "Throw away", forth: "Bring back" };

/** The record's own words: they say too if the mail may have arrived all the same. */
function failureWords(error: unknown): string {
  const words = typeof error === "string" && error !== "" ? error : "This was not sent.";
  return `${words} The text is kept.`;
}

interface SendStepsProps {
  draft: ReturnType<typeof useEmailDraft>;
  to: string;
  isAgain: boolean;
  children: ReactNode;
}

/** An earlier try may have arrived: then the server wants to hear that one too many does no harm. */
function mayHaveArrived(error: unknown): boolean {
  return error instanceof RefusedWrite && error.body.may_have_arrived === true;
}

/** What leaves the house is asked for twice, in the same place. */
function SendSteps({ draft, to, isAgain, children }: SendStepsProps) {
  const [isAsking, setAsking] = useState(false);
  const { sending, saving, isUnsaved } = draft;
  const sure = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) sure.current?.focus();
  }, [isAsking]);
  const isUncertain = mayHaveArrived(sending.error);
  const kept = saving.isPending || (isUnsaved && !saving.isError) ? "Saving" : "Draft is saved";
  if (!isAsking) {
    return (
      <Group gap="xs">
        <Button
          size="xs"
          leftSection={<IconSend size={14} aria-hidden="true" />}
          disabled={to.trim() === ""}
          onClick={() => setAsking(true)}
        >
          {isUncertain ? "Send it all the same" : isAgain ? "Send again" : "Send"}
        </Button>
        {children}
        <Text size="xs" c="dimmed" role="status">
          {to.trim() === "" ? "Give an address to send it to" : saving.isError ? "" : kept}
        </Text>
      </Group>
    );
  }
  return (
    <Group gap="xs" role="group" aria-label="Send this email">
      <Text className={classes.sure}>Send to {to}?</Text>
      <Button
        ref={sure}
        size="xs"
        loading={sending.isPending}
        onClick={() => sending.mutate(isUncertain, { onSettled: () => setAsking(false) })}
      >
        Send now
      </Button>
      <Button size="xs" variant="default" disabled={sending.isPending} onClick={() => setAsking(false)}>
        Not yet
      </Button>
    </Group>
  );
}
