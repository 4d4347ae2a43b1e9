/** A conversation with the assistant: what was said, what is awaited, where to speak. The page and the panel show it. */
import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useMemo, useRef, useState } from "react";
import type { Viewing } from "../../api/assistant-shapes";
import { titleOf } from "../../api/objects";
import { recordQuery } from "../../api/records";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { useStickToLast } from "../../design/use-stick-to-last";
import { Announcer } from "./announcer";
import { Answer } from "./answer";
import { Composer } from "./composer";
import classes from "./conversation.module.css";
import type { Opened } from "./example-sentences";
import { Start } from "./start";
import { SurroundAnswers } from "./surroundings";
import { type Conversation, useConversation } from "./use-conversation";

interface ConversationViewProps {
  place: "page" | "panel";
  session: string | undefined;
  onSession: (session: string) => void;
  viewing: Viewing | null;
  isNarrow: boolean;
  openRecord: (object: string, id: number) => void;
  input: RefObject<HTMLTextAreaElement | null>;
}

export function ConversationView(props: ConversationViewProps) {
  const { place, session, onSession, isNarrow, openRecord, input } = props;
  const about = useAbout(props.viewing);
  const conversation = useConversation(session, about.viewing, onSession);
  const writer = useRef<(text: string) => void>(null);
  const { exchanges, outgoing } = conversation;
  const isBusy = outgoing !== null && outgoing.error === null;

  function say(message: string) {
    conversation.send(message);
    focusWithoutKeyboard(input);
  }

  function writeInto(sentence: string) {
    writer.current?.(sentence);
    input.current?.focus();
  }

  const said = useMemo(() => exchanges.map(({ message }) => message), [exchanges]);
  return (
    <SurroundAnswers value={{ isNarrow, openRecord, say, isBusy }}>
      <div className={classes.conversation}>
        <Transcript conversation={conversation} opened={about.opened} onWrite={writeInto} />
        <Composer
          place={place}
          input={input}
          writer={writer}
          onSend={conversation.send}
          isBusy={isBusy}
          said={said}
          about={about.shown}
        />
        <Announcer fresh={conversation.fresh} error={outgoing?.error} />
      </div>
    </SurroundAnswers>
  );
}

/** The open record, unless the person left it out. */
function useAbout(open: Viewing | null) {
  const [leftOut, leaveOut] = useState<string | null>(null);
  const key = open && `${open.object}:${open.id}`;
  const viewing = key === leftOut ? null : open;
  const record = useQuery({
    ...recordQuery(viewing?.object ?? "", viewing?.id ?? 0),
    enabled: viewing !== null,
  }).data;
  return {
    viewing,
    opened: viewing && record ? { object: viewing.object, title: titleOf(record) } : null,
    shown: viewing && record ? { words: titleOf(record), onLeaveOut: () => leaveOut(key) } : null,
  };
}

interface TranscriptProps {
  conversation: Conversation;
  opened: Opened | null;
  onWrite: (sentence: string) => void;
}

function Transcript({ conversation, opened, onWrite }: TranscriptProps) {
  const { exchanges, outgoing, isLoading, loadError, reload, showEarlier, add } = conversation;
  const region = useRef<HTMLElement>(null);
  const column = useRef<HTMLDivElement>(null);
  useStickToLast(region, column, `${exchanges.at(-1)?.id} ${outgoing?.message} ${outgoing?.error !== null}`);
  const isEmpty = !isLoading && !loadError && exchanges.length === 0 && outgoing === null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section ref={region} className={classes.scrolled} tabIndex={0} aria-label="Conversation">
      <div ref={column} className={classes.column}>
        {isLoading && <LoadingRows rows={5} />}
        {showEarlier && <EarlierButton showEarlier={showEarlier} />}
        {Boolean(loadError) && <ProblemNotice error={loadError} onRetry={reload} />}
        {isEmpty && <Start opened={opened} onWrite={onWrite} />}
        {exchanges.map((exchange, index) => (
          <article
            key={exchange.id}
            className={classes.exchange}
            aria-label={`You said: ${exchange.message.slice(0, 80)}`}
          >
            <p className={classes.question}>{exchange.message}</p>
            <Answer exchange={exchange} isLast={index === exchanges.length - 1} onVerdict={add} />
          </article>
        ))}
        {outgoing && <Outgoing conversation={conversation} onWrite={onWrite} />}
      </div>
    </section>
  );
}

function EarlierButton({ showEarlier }: { showEarlier: () => Promise<void> }) {
  const [isReading, setReading] = useState(false);
  return (
    <Button
      variant="default"
      size="xs"
      className={classes.earlier}
      loading={isReading}
      onClick={() => {
        setReading(true);
        void showEarlier().finally(() => setReading(false));
      }}
    >
      Show what was said earlier
    </Button>
  );
}

/** The message that has no answer yet, or got none: nothing of it is lost. */
function Outgoing({ conversation, onWrite }: Pick<TranscriptProps, "conversation" | "onWrite">) {
  const { outgoing, retry, discard } = conversation;
  if (outgoing === null) return null;
  const { message, error } = outgoing;
  return (
    <article className={classes.exchange} aria-label="Waits for its answer">
      <p className={classes.question}>{message}</p>
      {error === null ? (
        <LoadingRows rows={2} />
      ) : (
        <>
          <ProblemNotice error={error} onRetry={retry} />
          <Group gap="xs" mt={8}>
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                discard();
                onWrite(message);
              }}
            >
              Change it
            </Button>
            <Button size="xs" variant="subtle" color="gray" onClick={discard}>
              Leave it
            </Button>
          </Group>
        </>
      )}
    </article>
  );
}

/** On a touch screen the focus would bring up the keyboard over the answer. */
function focusWithoutKeyboard(input: RefObject<HTMLTextAreaElement | null>): void {
  if (window.matchMedia("(pointer: fine)").matches) input.current?.focus();
}
