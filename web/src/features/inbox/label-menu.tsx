/** The labels of a conversation: set and taken off by a tick, a new one made by its name. */
import { Checkbox, Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { IconPlus, IconTag } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { labelsQuery } from "../../api/inbox";
import { setLabels } from "../../api/inbox-deeds";
import type { InboxConversation, Label } from "../../api/inbox-shapes";
import { createLabel } from "../../api/labels";
import { IconPopover } from "../../design/icon-popover";
import { usePageKeys } from "../../design/use-page-keys";
import { fitting } from "./completion";
import { LabelMark } from "./label-mark";
import classes from "./label-menu.module.css";
import { useDeed } from "./use-deed";

export function LabelMenu({ conversation }: { conversation: InboxConversation }) {
  const [isOpen, setOpen] = useState(false);
  const deed = useDeed();
  const has = conversation.labels.map(({ id }) => id);
  usePageKeys({ l: () => setOpen(true) });
  const put = (labels: number[]) => deed.run({ run: () => setLabels(conversation.id, labels) });
  return (
    <IconPopover
      label="Labels"
      icon={<IconTag size={18} stroke={1.6} aria-hidden="true" />}
      size={32}
      position="bottom-end"
      width={240}
      padding="xs"
      isOpen={isOpen}
      onOpen={setOpen}
    >
      <LabelChoice
        chosen={has}
        onToggle={({ id }) => put(has.includes(id) ? has.filter((one) => one !== id) : [...has, id])}
      />
    </IconPopover>
  );
}

interface LabelChoiceProps {
  chosen: number[];
  onToggle: (label: Label) => void;
}

export function LabelChoice({ chosen, onToggle }: LabelChoiceProps) {
  const queryClient = useQueryClient();
  const labels = useQuery(labelsQuery).data ?? [];
  const [words, setWords] = useState("");
  const deed = useDeed();
  const name = words.trim();
  const shown = fitting(labels, name, (label) => [label.name]);
  const isNew = name !== "" && !labels.some((label) => label.name.toLowerCase() === name.toLowerCase());

  function create() {
    deed.run({
      run: async () => {
        const made = await createLabel({ name, color: "gray" });
        await queryClient.invalidateQueries({ queryKey: labelsQuery.queryKey });
        setWords("");
        onToggle(made);
      },
    });
  }

  return (
    <Stack gap={6}>
      <TextInput
        size="xs"
        aria-label="Find or make a label"
        placeholder="Find or make a label"
        maxLength={60}
        data-autofocus
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && isNew && shown.length === 0) create();
        }}
      />
      <div className={classes.labels}>
        {shown.map((label) => (
          <Checkbox
            key={label.id}
            size="xs"
            label={<LabelMark label={label} />}
            checked={chosen.includes(label.id)}
            onChange={() => onToggle(label)}
          />
        ))}
        {labels.length === 0 && name === "" && (
          <Text size="xs" c="dimmed">
            No labels yet. Type a name to make the first.
          </Text>
        )}
      </div>
      {isNew && (
        <UnstyledButton className={classes.create} onClick={create}>
          <IconPlus size={14} aria-hidden="true" /> Make “{name}”
        </UnstyledButton>
      )}
    </Stack>
  );
}
