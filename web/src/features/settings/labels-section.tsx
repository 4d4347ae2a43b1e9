/** The labels of conversations: made, renamed, coloured and deleted here. */
import { Button, Group, Select, Stack, Table, Text, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { conversationsKey, labelsQuery } from "../../api/inbox";
import type { Label } from "../../api/inbox-shapes";
import { changeLabel, createLabel, deleteLabel, type LabelValues, labelColors } from "../../api/labels";
import { asProblem } from "../../api/problem";
import { ActionsHeader } from "../../design/actions-header";
import { ConfirmButton } from "../../design/confirm-button";
import { LabelDot } from "../../design/label-dot";
import { LoadingRows } from "../../design/loading-rows";
import { ProblemNotice } from "../../design/problem-notice";
import { showDone } from "../../design/toasts";

const colourChoices = labelColors.map((color) => ({ value: color, label: color }));

export function LabelsSection() {
  const labels = useQuery(labelsQuery);
  if (labels.isPending) return <LoadingRows rows={4} />;
  if (labels.isError) return <ProblemNotice error={labels.error} onRetry={() => void labels.refetch()} />;
  return (
    <Stack>
      <Text c="dimmed">
        A label says in a word what a conversation is about. Whoever answers sets labels in the inbox.
      </Text>
      <NewLabel />
      {labels.data.length > 0 && (
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th>Colour</Table.Th>
              <ActionsHeader />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {labels.data.map((label) => (
              <LabelRow key={label.id} label={label} />
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Stack>
  );
}

function useRefresh() {
  const queryClient = useQueryClient();
  return async () => {
    await queryClient.invalidateQueries({ queryKey: labelsQuery.queryKey });
    await queryClient.invalidateQueries({ queryKey: conversationsKey });
  };
}

function NewLabel() {
  const [name, setName] = useState("");
  const [error, setError] = useState<string | null>(null);
  const refresh = useRefresh();

  async function create(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "") return setError("Give the label a name");
    try {
      await createLabel({ name: name.trim(), color: "gray" });
      setName("");
      await refresh();
    } catch (reason) {
      setError(asProblem(reason).detail);
    }
  }

  return (
    <form onSubmit={(event) => void create(event)}>
      <Group align="flex-start" gap="xs">
        <TextInput
          aria-label="Name of the new label"
          placeholder="Refund, bug, contract …"
          maxLength={60}
          w={260}
          value={name}
          error={error}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
        />
        <Button type="submit">Make a label</Button>
      </Group>
    </form>
  );
}

function LabelRow({ label }: { label: Label }) {
  const [name, setName] = useState(label.name);
  const [error, setError] = useState<string | null>(null);
  const refresh = useRefresh();

  async function change(values: Partial<LabelValues>) {
    await changeLabel(label.id, values);
    await refresh();
  }

  async function changeWithUndo(values: Partial<LabelValues>, before: Partial<LabelValues>) {
    try {
      await change(values);
      showDone("Changed", () => change(before));
    } catch (reason) {
      setError(asProblem(reason).detail);
    }
  }

  function rename() {
    const wanted = name.trim();
    if (wanted === "" || wanted === label.name) setName(label.name);
    else void changeWithUndo({ name: wanted }, { name: label.name });
  }

  return (
    <Table.Tr>
      <Table.Td>
        <TextInput
          size="xs"
          maw={320}
          aria-label={`Name of ${label.name}`}
          maxLength={60}
          leftSection={<LabelDot color={label.color} />}
          value={name}
          error={error}
          onChange={(event) => {
            setName(event.currentTarget.value);
            setError(null);
          }}
          onBlur={rename}
          onKeyDown={(event) => event.key === "Enter" && rename()}
        />
      </Table.Td>
      <Table.Td>
        <Select
          size="xs"
          w={120}
          aria-label={`Colour of ${label.name}`}
          data={colourChoices}
          allowDeselect={false}
          value={label.color}
          renderOption={({ option }) => (
            <Group gap={8}>
              <LabelDot color={option.value} /> {option.label}
            </Group>
          )}
          onChange={(color) =>
            color !== label.color &&
            void changeWithUndo({ color: color as Label["color"] }, { color: label.color })
          }
        />
      </Table.Td>
      <Table.Td ta="right">
        <ConfirmButton
          variant="subtle"
          color="gray"
          size="compact-sm"
          label="Delete"
          accessibleLabel={`Delete ${label.name}`}
          title={`Delete the label ${label.name}?`}
          consequence="It is taken off every conversation that has it. This cannot be undone."
          confirmLabel="Delete the label"
          onConfirm={async () => {
            await deleteLabel(label.id);
            await refresh();
          }}
        />
      </Table.Td>
    </Table.Tr>
  );
}
