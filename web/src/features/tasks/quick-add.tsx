/** A task in one line: words, a day, enter. */
import { Button, Group, Select, TextInput } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useMe } from "../../api/me";
import { fieldOf, type ObjectMeta } from "../../api/objects";
import { createRecord } from "../../api/record-writes";
import { forgetRecords } from "../../api/records";
import { ProblemNotice } from "../../design/problem-notice";
import { showUndo } from "../../design/undo-toast";
import { laterDays } from "./reschedule";
import classes from "./tasks.module.css";

const noDate = "No date";

export function QuickAdd({ meta }: { meta: ObjectMeta }) {
  const queryClient = useQueryClient();
  const me = useMe();
  const { time_zone, week_start } = me.workspace;
  const [title, setTitle] = useState("");
  const [day, setDay] = useState("Today");
  const input = useRef<HTMLInputElement>(null);
  useHotkeys([["c", () => input.current?.focus()]]);
  const days = laterDays(null, new Date(), time_zone, week_start);
  const add = useMutation({
    mutationFn: (words: string) => {
      const due = days.find(({ label }) => label === day)?.at ?? null;
      return createRecord("tasks", { title: words, due_date: due, owner_id: me.id });
    },
    onSuccess: ({ undoId }, words) => {
      setTitle("");
      forgetRecords(queryClient, "tasks");
      showUndo(`${words} added`, undoId, () => forgetRecords(queryClient, "tasks"));
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    const words = title.trim();
    if (words !== "" && !add.isPending) add.mutate(words);
    input.current?.focus();
  }

  return (
    <form onSubmit={submit} className={classes.add}>
      <Group gap="xs">
        <TextInput
          ref={input}
          flex="1 1 260px"
          aria-label="Add a task"
          placeholder="What is to be done?"
          leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}
          maxLength={fieldOf(meta, "title")?.max_length ?? undefined}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Select
          aria-label="Due"
          w={132}
          data={[...days.map(({ label }) => label), noDate]}
          value={day}
          allowDeselect={false}
          onChange={(value) => setDay(value ?? noDate)}
        />
        <Button type="submit" loading={add.isPending}>
          Add
        </Button>
      </Group>
      {add.isError && <ProblemNotice error={add.error} />}
    </form>
  );
}
