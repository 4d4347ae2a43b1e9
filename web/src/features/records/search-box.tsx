/** Free words over the searchable fields; the address follows a moment after the typing. */
import { CloseButton, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { type Ref, useEffect, useRef, useState } from "react";
import classes from "./records.module.css";

const typingPause = 200;

interface SearchBoxProps {
  ref: Ref<HTMLInputElement>;
  label: string;
  value: string;
  onSearch: (words: string) => void;
}

export function SearchBox({ ref, label, value, onSearch }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const send = useDebouncedCallback((words: string) => {
    sent.current = words.trim();
    onSearch(words.trim());
  }, typingPause);

  // A view or "back" may bring other words than those that were typed last.
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);

  function change(words: string) {
    setTyped(words);
    send(words);
  }

  return (
    <TextInput
      ref={ref}
      className={classes.search}
      size="xs"
      type="text"
      role="searchbox"
      aria-label={label}
      aria-keyshortcuts="/"
      placeholder="Search"
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Escape" && typed !== "") change("");
        else if (event.key === "Escape") event.currentTarget.blur();
      }}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={
        typed !== "" && <CloseButton size="xs" aria-label="Empty the search" onClick={() => change("")} />
      }
    />
  );
}
