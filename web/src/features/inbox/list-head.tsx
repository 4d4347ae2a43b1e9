/** The head of the list: what is looked at, the search, and that nothing comes while the line is cut. */
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconChevronDown, IconSearch, IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { countsQuery } from "../../api/inbox";
import type { InboxView } from "../../api/inbox-view";
import { EmptyState } from "../../design/empty-state";
import { countWords } from "../../design/number-words";
import { usePageKeys } from "../../design/use-page-keys";
import classes from "./list.module.css";
import { emptyWords, titleOfView } from "./view-words";

const restMilliseconds = 250;

interface ListHeadProps {
  view: InboxView;
  total: number | undefined;
  isLive: boolean;
  onLook: (words: string) => void;
  onViews?: () => void;
}

export function ListHead({ view, total, isLive, onLook, onViews }: ListHeadProps) {
  const title = titleOfView(view, useQuery(countsQuery).data);
  return (
    <header className={classes.head}>
      <div className={classes.title}>
        {onViews ? (
          <Button
            variant="subtle"
            color="gray"
            size="compact-md"
            className={classes.views}
            rightSection={<IconChevronDown size={14} aria-hidden="true" />}
            aria-haspopup="dialog"
            onClick={onViews}
          >
            {title}
          </Button>
        ) : (
          <h2>{title}</h2>
        )}
        {total !== undefined && <span className={classes.total}>{countWords(total)}</span>}
      </div>
      <SearchList words={view.q ?? ""} onLook={onLook} />
      {!isLive && (
        <p className={classes.offline} role="status">
          Not connected: this list may be behind. It goes on by itself.
        </p>
      )}
    </header>
  );
}

function SearchList({ words, onLook }: { words: string; onLook: (words: string) => void }) {
  const [typed, setTyped] = useState(words);
  const field = useRef<HTMLInputElement>(null);
  const look = useDebouncedCallback(onLook, restMilliseconds);
  usePageKeys({ "/": () => field.current?.focus() });
  // Back and forward change the address without the field.
  useEffect(() => setTyped((now) => (now.trim() === words ? now : words)), [words]);

  function clear() {
    setTyped("");
    onLook("");
    field.current?.focus();
  }

  return (
    <TextInput
      ref={field}
      size="xs"
      type="search"
      aria-label="Search conversations"
      placeholder="Search names and words"
      maxLength={200}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={
        typed !== "" && (
          <ActionIcon size={24} variant="subtle" color="gray" aria-label="Clear the search" onClick={clear}>
            <IconX size={14} aria-hidden="true" />
          </ActionIcon>
        )
      }
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        look(event.currentTarget.value.trim());
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && typed !== "") clear();
      }}
    />
  );
}

export function NothingFits({ view }: { view: InboxView }) {
  return (
    <div className={classes.loading}>
      {view.q ? (
        <EmptyState title="Nothing like this">
          No conversation here has “{view.q}” in its first words, its customer's name or mail.
        </EmptyState>
      ) : (
        <EmptyState title="Nothing here">{emptyWords[view.view ?? "all"]}</EmptyState>
      )}
    </div>
  );
}
