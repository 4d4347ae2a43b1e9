/** A saved reply as a form; the names that are filled in stand beside it to be put in. */
import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { savedRepliesQuery } from "../../api/inbox";
import type { SavedReply } from "../../api/inbox-shapes";
import { changeReply, createReply, type ReplyValues } from "../../api/labels";
import { asProblem, reasonsByField } from "../../api/problem";
import { ProblemNotice } from "../../design/problem-notice";

const longest = 10_000;

interface EditReplyProps {
  edited: SavedReply | "new" | null;
  /** Names that are filled in when the reply is used. */
  variables: string[];
  onClose: () => void;
}

export function EditReply({ edited, variables, onClose }: EditReplyProps) {
  return (
    <Modal
      opened={edited !== null}
      onClose={onClose}
      size="lg"
      title={edited === "new" ? "Write a saved reply" : "Edit the saved reply"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {edited !== null && (
        <ReplyForm reply={edited === "new" ? null : edited} variables={variables} onClose={onClose} />
      )}
    </Modal>
  );
}

type ReplyFormProps = Omit<EditReplyProps, "edited"> & { reply: SavedReply | null };

function ReplyForm({ reply, variables, onClose }: ReplyFormProps) {
  const queryClient = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const form = useForm<ReplyValues>({
    initialValues: {
      shortcut: reply?.shortcut ?? "",
      title: reply?.title ?? "",
      content: reply?.content ?? "",
    },
    validate: {
      shortcut: (value) =>
        /^[a-z0-9][a-z0-9_-]{0,39}$/.test(value) ? null : "One word of small letters, such as refund",
      title: (value) => (value.trim() === "" ? "Say what it is for" : null),
      content: (value) => (value.trim() === "" ? "Write the reply" : null),
    },
  });
  const save = useMutation({
    mutationFn: (values: ReplyValues) =>
      reply === null ? createReply(values) : changeReply(reply.id, values),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: savedRepliesQuery.queryKey });
      onClose();
    },
    onError: (error) => form.setErrors(reasonsByField(asProblem(error))),
  });

  function putIn(name: string) {
    const at = field.current?.selectionStart ?? form.values.content.length;
    const { content } = form.values;
    form.setFieldValue("content", `${content.slice(0, at)}{${name}}${content.slice(at)}`);
    field.current?.focus();
  }

  return (
    <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack>
        <Group grow align="flex-start">
          <TextInput
            label="Short name"
            description="Typed behind a / in the inbox."
            withAsterisk
            maxLength={40}
            data-autofocus
            {...form.getInputProps("shortcut")}
          />
          <TextInput
            label="Title"
            description="Seen while you choose."
            withAsterisk
            maxLength={120}
            {...form.getInputProps("title")}
          />
        </Group>
        <Textarea
          ref={field}
          label="Words"
          withAsterisk
          autosize
          minRows={4}
          maxRows={14}
          maxLength={longest}
          {...form.getInputProps("content")}
        />
        <Group gap={6}>
          <Text size="xs" c="dimmed">
            Filled in when it is used:
          </Text>
          {variables.map((name) => (
            <Button key={name} size="compact-xs" variant="default" onClick={() => putIn(name)}>
              {`{${name}}`}
            </Button>
          ))}
        </Group>
        {save.isError && <ProblemNotice error={save.error} beside={form.values} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
