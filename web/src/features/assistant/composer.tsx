/** Where one speaks to the assistant: Enter sends, Shift and Enter begins a line, Up brings back what was said. */
import { ActionIcon, CloseButton, Kbd, Text } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import {
  type FormEvent,
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useImperativeHandle,
  useLayoutEffect,
  useState,
} from "react";
import classes from "./composer.module.css";
import { keepDraft, keptDraft } from "./conversation-storage";
import { useSurroundings } from "./surroundings";
import { useRecall } from "./use-recall";

export const longestMessage = 20_000;
const countFrom = 0.9 * longestMessage;

interface ComposerProps {
  place: "page" | "panel";
  input: RefObject<HTMLTextAreaElement | null>;
  /** Puts words into the box from outside. */
  writer: Ref<(text: string) => void>;
  onSend: (message: string) => void;
  isBusy: boolean;
  /** What was said before, the first first. */
  said: readonly string[];
  /** The record that the message is about, where one is open. */
  about: { words: string; onLeaveOut: () => void } | null;
}

/** Holds its text itself, so that a letter that is typed does not draw the whole conversation anew. */
export function Composer({ place, input, writer, onSend, isBusy, said, about }: ComposerProps) {
  const [text, setText] = useState(() => keptDraft(place));
  const { isNarrow } = useSurroundings();
  const recall = useRecall(said);
  useImperativeHandle(writer, () => write);
  const isSendable = text.trim() !== "" && text.length <= longestMessage && !isBusy;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => fitHeight(input.current), [text]);

  function write(written: string) {
    setText(written);
    keepDraft(place, written);
  }

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!isSendable) return;
    recall.forget();
    write("");
    onSend(text.trim());
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      send();
    } else if (event.key === "ArrowUp" && (recall.isWalking || isAtStart(event.currentTarget)))
      walk(event, 1);
    else if (event.key === "ArrowDown" && recall.isWalking) walk(event, -1);
  }

  function walk(event: KeyboardEvent<HTMLTextAreaElement>, direction: 1 | -1) {
    const recalled = recall.step(direction, text);
    if (recalled === null) return;
    event.preventDefault();
    write(recalled);
  }

  return (
    <form className={classes.composer} onSubmit={send} aria-label="Say something to the assistant">
      {about && (
        <span className={classes.about}>
          <span className={classes.aboutWords}>About {about.words}</span>
          <CloseButton
            size={24}
            iconSize={14}
            aria-label={`Do not speak about ${about.words}`}
            onClick={about.onLeaveOut}
          />
        </span>
      )}
      <div className={classes.line}>
        <textarea
          ref={input}
          data-autofocus
          data-speak
          rows={1}
          value={text}
          aria-label="Your message"
          placeholder="Ask, or say what to do"
          enterKeyHint="send"
          onChange={(event) => {
            recall.forget();
            write(event.currentTarget.value);
          }}
          onKeyDown={press}
        />
        <ActionIcon
          type="submit"
          size={36}
          variant="filled"
          aria-label="Send"
          disabled={!isSendable}
          loading={isBusy}
        >
          <IconArrowUp size={18} aria-hidden="true" />
        </ActionIcon>
      </div>
      {text.length > countFrom ? (
        <Text
          size="xs"
          role="status"
          c={text.length > longestMessage ? "var(--mantine-color-error)" : "dimmed"}
        >
          {text.length} of {longestMessage} characters
        </Text>
      ) : isNarrow ? null : (
        <Text size="xs" c="dimmed" aria-hidden="true">
          <Kbd size="xs">Enter</Kbd> sends, <Kbd size="xs">Shift</Kbd> <Kbd size="xs">Enter</Kbd> begins a
          line, <Kbd size="xs">↑</Kbd> brings back what you said
        </Text>
      )}
    </form>
  );
}

function isAtStart({ selectionStart, selectionEnd }: HTMLTextAreaElement): boolean {
  return selectionStart === 0 && selectionEnd === 0;
}

function fitHeight(field: HTMLTextAreaElement | null) {
  if (field === null) return;
  field.style.height = "";
  field.style.height = `${field.scrollHeight + 2}px`;
}
