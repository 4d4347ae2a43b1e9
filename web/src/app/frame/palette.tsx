/** ⌘K: find any record, go anywhere, do what is done often. */
import { Kbd, Modal, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { modifierKey } from "../../design/modifier-key";
import classes from "./palette.module.css";
import { type Command, useCommands } from "./palette-commands";
import { PaletteList } from "./palette-list";
import { matching } from "./palette-matching";
import { usePaletteRecords } from "./palette-records";

interface PaletteProps {
  opened: boolean;
  onClose: () => void;
}

export const paletteName = "Search, go to or do";

export function Palette({ opened, onClose }: PaletteProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="10vh"
      size="lg"
      padding={0}
      attributes={{ content: { "aria-label": paletteName } }}
      transitionProps={{ duration: 0 }}
    >
      <PaletteContent onClose={onClose} />
    </Modal>
  );
}

function PaletteContent({ onClose }: { onClose: () => void }) {
  const [words, setWords] = useState("");
  const [settledWords] = useDebouncedValue(words, 120);
  const commands = useCommands();
  const records = usePaletteRecords(settledWords);
  const shown = [...matching(commands, words), ...(words.trim() === "" ? [] : records.commands)];
  const list = useActive(shown.length, words);
  const listId = useId();
  const chosen = shown[list.active];
  const isStale = words !== settledWords || records.isStale;
  const [awaited, setAwaited] = useState<"page" | "beside" | null>(null);

  // Enter may come before the answer: then it means the first record of the answer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the answer is there
  useEffect(() => {
    if (awaited === null || isStale) return;
    setAwaited(null);
    if (chosen) run(chosen, awaited === "beside");
  }, [awaited, isStale]);

  function run(command: Command, isBeside: boolean) {
    onClose();
    if (isBeside && command.runBeside) command.runBeside();
    else command.run();
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.nativeEvent.isComposing) return;
    const isBeside = event.ctrlKey || event.metaKey;
    if (event.key === "Enter" && isStale && (!chosen || chosen.runBeside)) {
      setAwaited(isBeside ? "beside" : "page");
    } else if (event.key === "Enter" && chosen) run(chosen, isBeside);
    else if (event.key === "ArrowDown") list.move(1);
    else if (event.key === "ArrowUp") list.move(-1);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={classes.words}
        leftSection={<IconSearch size={18} stroke={1.6} aria-hidden="true" />}
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={shown[list.active] && `${listId}-${list.active}`}
        aria-label={paletteName}
        placeholder="A name, a number, a place, something to do"
        autoComplete="off"
        spellCheck={false}
        value={words}
        onChange={(event) => {
          setAwaited(null);
          setWords(event.currentTarget.value);
        }}
        onKeyDown={press}
      />
      <PaletteList id={listId} commands={shown} active={list.active} onRun={run} onPoint={list.point}>
        {words.trim() !== "" && records.note}
      </PaletteList>
      <div className={classes.foot}>
        <Text size="xs" c="dimmed">
          <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> to choose
        </Text>
        <Text size="xs" c="dimmed">
          <Kbd size="xs">Enter</Kbd> to open
        </Text>
        <Text size="xs" c="dimmed">
          <Kbd size="xs">{modifierKey}</Kbd> <Kbd size="xs">Enter</Kbd> to open a record beside this page
        </Text>
      </div>
      <div role="status" className={classes.hidden}>
        {words.trim() === "" ? "" : records.announcement(shown.length)}
      </div>
    </>
  );
}

/** Which line is chosen; typing begins at the first again. */
function useActive(count: number, words: string) {
  const [active, setActive] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words make another list
  useEffect(() => setActive(0), [words]);
  return {
    active: Math.min(active, Math.max(count - 1, 0)),
    move: (by: number) =>
      setActive((now) => (count === 0 ? 0 : (Math.min(now, count - 1) + by + count) % count)),
    point: setActive,
  };
}
