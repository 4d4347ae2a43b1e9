/** What is remembered of the customer beyond this conversation; written down and forgotten here too. */
import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import {
  type CustomerContext,
  contextQuery,
  forgetMemory,
  type Memory,
  remember,
} from "../../api/inbox-help";
import { mayAnswer, useMe } from "../../api/me";
import { timeWords } from "../../design/time-words";
import classes from "./details.module.css";
import { NothingYet, Part } from "./part";
import { useDeed } from "./use-deed";

const longest = 500;

interface MemoriesProps {
  conversationId: string;
  context: CustomerContext;
}

export function Memories({ conversationId, context }: MemoriesProps) {
  const me = useMe();
  const { memories, customer } = context;
  const mayChange = mayAnswer(me) && customer.id !== null;
  return (
    <Part title="Remembered of the customer">
      {memories.length === 0 ? (
        <NothingYet>Nothing. Lasting facts that the customer tells appear here.</NothingYet>
      ) : (
        <ul className={classes.list}>
          {memories.map((memory) => (
            <li key={memory.id} className={classes.memory}>
              <div>
                {memory.content}
                <span className={classes.quiet}>
                  {memory.told_by === "staff" ? "written down by staff" : "told by the customer"}, kept until{" "}
                  {timeWords(memory.expires_at, new Date(), me.workspace.time_zone)}
                </span>
              </div>
              {mayChange && customer.id !== null && (
                <Forget memory={memory} customerId={customer.id} conversationId={conversationId} />
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && customer.id !== null && (
        <Remember customerId={customer.id} conversationId={conversationId} />
      )}
    </Part>
  );
}

interface ChangeProps {
  customerId: number;
  conversationId: string;
}

function useChangeMemories(conversationId: string) {
  const queryClient = useQueryClient();
  const deed = useDeed();
  const refresh = () => queryClient.invalidateQueries({ queryKey: contextQuery(conversationId).queryKey });
  function run(change: () => Promise<unknown>, done?: string) {
    return deed.runAsync({ run: () => change().then(refresh), done });
  }
  return { run, isRunning: deed.isRunning };
}

function Forget({ memory, customerId, conversationId }: ChangeProps & { memory: Memory }) {
  const change = useChangeMemories(conversationId);
  const forget = () =>
    void change.run(() => forgetMemory(customerId, memory.id), "Forgotten").catch(() => undefined);
  return (
    <Tooltip label="Forget this">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={`Forget: ${memory.content}`}
        loading={change.isRunning}
        onClick={forget}
      >
        <IconTrash size={15} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  );
}

function Remember({ customerId, conversationId }: ChangeProps) {
  const [words, setWords] = useState("");
  const change = useChangeMemories(conversationId);
  function submit(event: FormEvent) {
    event.preventDefault();
    const value = words.trim();
    if (value === "" || change.isRunning) return;
    void change
      .run(() => remember(customerId, value))
      .then(
        () => setWords(""),
        () => undefined,
      );
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        size="xs"
        aria-label="Remember something of the customer"
        placeholder="Write down what to remember"
        maxLength={longest}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
    </form>
  );
}
