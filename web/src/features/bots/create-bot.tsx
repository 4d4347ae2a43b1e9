/** A new bot: its name, and a first file of questions and answers where there is one. */
import { Button, CloseButton, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { botsQuery } from "../../api/bots";
import { answered, api } from "../../api/client";
import type { Bot } from "../../api/types";
import { uploadForm } from "../../api/upload";
import { FileDrop } from "../../design/file-drop";
import { sizeWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";

interface NewBot {
  name: string;
  file: File | null;
}

export function CreateBot({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title="Create a bot"
      closeButtonProps={{ "aria-label": "Close" }}
      size="md"
    >
      <CreateBotForm onClose={onClose} />
    </Modal>
  );
}

function CreateBotForm({ onClose }: { onClose: () => void }) {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const form = useForm<NewBot>({
    initialValues: { name: "", file: null },
    validate: { name: (value) => (value.trim() === "" ? "Give the bot a name" : null) },
  });
  const create = useMutation({
    mutationFn: createBot,
    onSuccess: async (bot) => {
      await queryClient.invalidateQueries({ queryKey: botsQuery.queryKey });
      await navigate({ to: "/bots/$botId", params: { botId: String(bot.id) } });
    },
  });
  const { file } = form.values;
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
      <Stack>
        <TextInput
          label="Name"
          description="Customers see it above each answer."
          withAsterisk
          data-autofocus
          {...form.getInputProps("name")}
        />
        {file === null ? (
          <FileDrop
            label="Choose a FAQ file"
            accept=".json,.csv"
            hint="Optional: .json or .csv with question and answer."
            onFiles={([chosen]) => form.setFieldValue("file", chosen ?? null)}
          />
        ) : (
          <Group justify="space-between" wrap="nowrap">
            <Text truncate>
              {file.name}, {sizeWords(file.size)}
            </Text>
            <CloseButton aria-label="Take the file out" onClick={() => form.setFieldValue("file", null)} />
          </Group>
        )}
        {create.isError && <ProblemNotice error={create.error} />}
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

function createBot({ name, file }: NewBot): Promise<Bot> {
  if (file === null) return answered(api.POST("/api/v1/bots/", { body: { name: name.trim() } }));
  const form = new FormData();
  form.set("name", name.trim());
  form.set("file", file);
  return uploadForm<Bot>("/api/v1/bots/", form, () => undefined);
}
