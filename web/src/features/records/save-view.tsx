/** Keeps filter, search, order, columns and layout under a name. */
import { Button, Checkbox, Popover, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { createView, viewsQuery } from "../../api/views";
import { ProblemNotice } from "../../design/problem-notice";
import { viewContent } from "./page-state";
import type { RecordsView } from "./use-records-page";

export function SaveView({ page }: { page: RecordsView }) {
  const [opened, { close, toggle }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(isOpen) => !isOpen && close()}
      width={280}
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={toggle}
          flex="none"
        >
          Save as view
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <SaveViewForm page={page} onSaved={close} />
      </Popover.Dropdown>
    </Popover>
  );
}

function SaveViewForm({ page, onSaved }: { page: RecordsView; onSaved: () => void }) {
  const { meta, state } = page;
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [isShared, setShared] = useState(false);
  const save = useMutation({
    mutationFn: () => createView(meta.name, { name: name.trim(), shared: isShared, ...viewContent(state) }),
    onSuccess: (view) => {
      queryClient.setQueryData(viewsQuery(meta.name).queryKey, (views) => [...(views ?? []), view]);
      onSaved();
      page.go({ view: view.id });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") save.mutate();
      }}
    >
      <Stack gap="xs">
        <TextInput
          label="Name of the view"
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        <Checkbox
          size="xs"
          label="Everybody in the workspace sees it"
          checked={isShared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        {save.isError && <ProblemNotice error={save.error} />}
        <Button type="submit" size="xs" loading={save.isPending} disabled={name.trim() === ""}>
          Save
        </Button>
      </Stack>
    </form>
  );
}
