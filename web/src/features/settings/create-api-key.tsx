/** A new key: its name, role and end; then the key itself, this once. */
import { Button, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import { asProblem, reasonsByField } from "../../api/problem";
import type { NewApiKey, Role } from "../../api/types";
import { ProblemNotice } from "../../design/problem-notice";
import { apiKeysQuery } from "./queries";
import { roleChoices } from "./roles";

interface KeyWish {
  name: string;
  role: Role;
  days: string;
}

const lifetimes = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
  { value: "never", label: "No end" },
];

const dayInMilliseconds = 24 * 60 * 60_000;

interface CreateApiKeyProps {
  isOpen: boolean;
  onClose: () => void;
}

export function CreateApiKey({ isOpen, onClose }: CreateApiKeyProps) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Create a key"
      closeOnClickOutside={false}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <CreateApiKeySteps onClose={onClose} />
    </Modal>
  );
}

function CreateApiKeySteps({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const form = useForm<KeyWish>({
    initialValues: { name: "", role: "viewer", days: "90" },
    validate: { name: (value) => (value.trim() === "" ? "Say which program it is for" : null) },
  });
  const create = useMutation({
    mutationFn: ({ name, role, days }: KeyWish) =>
      answered(
        api.POST("/api/v1/api-keys", { body: { name, role, expires_at: endAfter(days, new Date()) } }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey }),
    onError: (error) => form.setErrors(reasonsByField(asProblem(error))),
  });
  if (create.data) return <ShownOnce created={create.data} onClose={onClose} />;
  return (
    <form onSubmit={form.onSubmit((wish) => create.mutate(wish))}>
      <Stack>
        <TextInput
          label="Name"
          description="Which program uses it."
          withAsterisk
          data-autofocus
          {...form.getInputProps("name")}
        />
        <Select label="Role" data={roleChoices} allowDeselect={false} {...form.getInputProps("role")} />
        <Select label="Valid for" data={lifetimes} allowDeselect={false} {...form.getInputProps("days")} />
        {create.isError && <ProblemNotice error={create.error} beside={form.values} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Create
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ShownOnce({ created, onClose }: { created: NewApiKey; onClose: () => void }) {
  return (
    <Stack>
      <Text>
        This is the key of {created.name}. It is shown this once: copy it to where the program reads it.
      </Text>
      <TextInput
        aria-label="Key"
        readOnly
        value={created.key}
        ff="monospace"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Group justify="flex-end" gap="xs">
        <CopyButton value={created.key}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy} aria-live="polite">
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}

export function endAfter(days: string, now: Date): string | null {
  return days === "never" ? null : new Date(now.getTime() + Number(days) * dayInMilliseconds).toISOString();
}
