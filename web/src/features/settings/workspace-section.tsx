/** The workspace's habits: by them dates, money and weeks are read and written. */
import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import { meQuery, useMe } from "../../api/me";
import { asProblem, reasonsByField } from "../../api/problem";
import type { Workspace, WorkspaceChanges } from "../../api/types";
import { ProblemNotice } from "../../design/problem-notice";
import { timeZones } from "../../design/time-zones";
import { showDone } from "../../design/toasts";

type Habits = Required<WorkspaceChanges>;

const dateOrders = [
  { value: "dmy", label: "Day first: 12/03/2026 is 12 March" },
  { value: "mdy", label: "Month first: 12/03/2026 is 3 December" },
  { value: "ymd", label: "Year first: 2026/03/12 is 12 March" },
];

const weekStarts = [
  { value: "monday", label: "Monday" },
  { value: "saturday", label: "Saturday" },
  { value: "sunday", label: "Sunday" },
];

export function WorkspaceSection() {
  const queryClient = useQueryClient();
  const { workspace } = useMe();
  const form = useForm<Habits>({
    initialValues: habitsOf(workspace),
    validate: {
      name: (value) => (value.trim() === "" ? "Give the workspace a name" : null),
      currency: (value) => (/^[A-Za-z]{3}$/.test(value) ? null : "Three letters, such as EUR"),
    },
  });

  async function patch(body: WorkspaceChanges): Promise<void> {
    const saved = await answered(api.PATCH("/api/v1/workspace", { body }));
    queryClient.setQueryData(meQuery.queryKey, (me) => me && { ...me, workspace: saved });
    form.setInitialValues(habitsOf(saved));
    form.setValues(habitsOf(saved));
  }

  const save = useMutation({
    mutationFn: async (habits: Habits) => {
      const before = habitsOf(workspace);
      await patch(habits);
      showDone("Saved", () => patch(before));
    },
    onError: (error) => form.setErrors(reasonsByField(asProblem(error))),
  });

  return (
    <form onSubmit={form.onSubmit((habits) => save.mutate(habits))}>
      <Stack maw={480}>
        <TextInput label="Name" withAsterisk {...form.getInputProps("name")} />
        <Select
          label="Time zone"
          description="“Today” is a day in this zone."
          data={timeZones(workspace.time_zone)}
          searchable
          limit={80}
          allowDeselect={false}
          nothingFoundMessage="No such time zone"
          {...form.getInputProps("time_zone")}
        />
        <TextInput
          label="Currency"
          description="For money written without one; three letters, such as EUR."
          maxLength={3}
          {...form.getInputProps("currency")}
        />
        <Select label="Dates" data={dateOrders} allowDeselect={false} {...form.getInputProps("date_order")} />
        <Select
          label="The week begins on"
          data={weekStarts}
          allowDeselect={false}
          {...form.getInputProps("week_start")}
        />
        {save.isError && <ProblemNotice error={save.error} beside={form.values} />}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function habitsOf({ name, time_zone, currency, date_order, week_start }: Workspace): Habits {
  return { name, time_zone, currency, date_order, week_start };
}
