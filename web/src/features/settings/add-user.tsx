/** A new member of staff; the password is handed over by the one who adds them. */
import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { answered, api } from "../../api/client";
import { asProblem, reasonsByField } from "../../api/problem";
import type { Role } from "../../api/types";
import { ProblemNotice } from "../../design/problem-notice";
import { showDone } from "../../design/toasts";
import { usersQuery } from "./queries";
import { roleChoices } from "./roles";

interface NewUser {
  name: string;
  email: string;
  role: Role;
  password: string;
}

interface AddUserProps {
  isOpen: boolean;
  onClose: () => void;
}

export function AddUser({ isOpen, onClose }: AddUserProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Add a user" closeButtonProps={{ "aria-label": "Close" }}>
      <AddUserForm onClose={onClose} />
    </Modal>
  );
}

function AddUserForm({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const form = useForm<NewUser>({
    initialValues: { name: "", email: "", role: "agent", password: "" },
    validate: {
      name: (value) => (value.trim() === "" ? "Enter a name" : null),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : "Enter a complete email address"),
      password: (value) => (value.length >= 8 ? null : "Use at least 8 characters"),
    },
  });
  const add = useMutation({
    mutationFn: (body: NewUser) => answered(api.POST("/api/v1/users", { body })),
    onSuccess: async (user) => {
      await queryClient.invalidateQueries({ queryKey: usersQuery.queryKey });
      showDone(`${user.name} was added`);
      onClose();
    },
    onError: (error) => form.setErrors(reasonsByField(asProblem(error))),
  });
  return (
    <form onSubmit={form.onSubmit((user) => add.mutate(user))}>
      <Stack>
        <TextInput label="Name" withAsterisk data-autofocus {...form.getInputProps("name")} />
        <TextInput label="Email" type="email" withAsterisk {...form.getInputProps("email")} />
        <Select label="Role" data={roleChoices} allowDeselect={false} {...form.getInputProps("role")} />
        <PasswordInput
          label="First password"
          description="At least 8 characters. Hand it over in person or by phone."
          withAsterisk
          autoComplete="new-password"
          {...form.getInputProps("password")}
        />
        {add.isError && <ProblemNotice error={add.error} beside={form.values} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={add.isPending}>
            Add
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
