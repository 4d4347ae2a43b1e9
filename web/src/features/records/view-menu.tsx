/** What can be done with the view that is chosen. */
import { ActionIcon, Button, Group, Menu, Modal, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots } from "@tabler/icons-react";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { SavedView } from "../../api/record-shapes";
import { changeView, createView, deleteView, type ViewContent, viewsQuery } from "../../api/views";
import { ProblemNotice } from "../../design/problem-notice";
import { showDone, showProblem } from "../../design/toasts";
import { viewContent } from "./page-state";
import type { RecordsView } from "./use-records-page";

interface ViewMenuProps {
  page: RecordsView;
  view: SavedView;
  isChanged: boolean;
}

export function ViewMenu({ page, view, isChanged }: ViewMenuProps) {
  const queryClient = useQueryClient();
  const [isRenaming, renaming] = useDisclosure(false);
  const change = useMutation({
    mutationFn: (changes: Partial<ViewContent>) => changeView(view.id, changes),
    onSuccess: (saved) => put(queryClient, saved),
    onError: showProblem,
  });
  const remove = useMutation({
    mutationFn: () => deleteView(view.id),
    onSuccess: async () => {
      page.go({});
      await queryClient.invalidateQueries({ queryKey: viewsQuery(view.object).queryKey });
      showDone("View deleted", () => bringBack(queryClient, view));
    },
    onError: showProblem,
  });
  async function update() {
    await change.mutateAsync(viewContent(page.state));
    page.go({ view: view.id });
    showDone("View updated");
  }
  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`The view ${view.name}`}>
            <IconDots size={16} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {isChanged && view.is_mine && (
            <Menu.Item onClick={() => void update()}>Update with what is shown now</Menu.Item>
          )}
          {isChanged && (
            <Menu.Item onClick={() => page.go({ view: view.id })}>Go back to what was saved</Menu.Item>
          )}
          {view.is_mine && <Menu.Item onClick={renaming.open}>Rename</Menu.Item>}
          {view.is_mine && (
            <Menu.Item onClick={() => change.mutate({ shared: !view.shared })}>
              {view.shared ? "Keep to myself" : "Share with everybody"}
            </Menu.Item>
          )}
          {view.is_mine && <Menu.Item onClick={() => remove.mutate()}>Delete</Menu.Item>}
          {!view.is_mine && !isChanged && (
            <Menu.Label>A colleague shares this view; only they can change it</Menu.Label>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isRenaming}
        onClose={renaming.close}
        title="Rename the view"
        closeButtonProps={{ "aria-label": "Close" }}
        size="sm"
      >
        <RenameForm view={view} onDone={renaming.close} />
      </Modal>
    </>
  );
}

function RenameForm({ view, onDone }: { view: SavedView; onDone: () => void }) {
  const queryClient = useQueryClient();
  const [name, setName] = useState(view.name);
  const rename = useMutation({
    mutationFn: () => changeView(view.id, { name: name.trim() }),
    onSuccess: (saved) => {
      put(queryClient, saved);
      onDone();
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== "") rename.mutate();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label="Name of the view"
          value={name}
          maxLength={80}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
        {rename.isError && <ProblemNotice error={rename.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" loading={rename.isPending} disabled={name.trim() === ""}>
            Rename
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function put(queryClient: QueryClient, saved: SavedView): void {
  queryClient.setQueryData(viewsQuery(saved.object).queryKey, (views) =>
    views?.map((view) => (view.id === saved.id ? saved : view)),
  );
}

async function bringBack(queryClient: QueryClient, view: SavedView): Promise<void> {
  const { name, shared, query, columns, layout } = view;
  await createView(view.object, { name, shared, query, columns, layout });
  await queryClient.invalidateQueries({ queryKey: viewsQuery(view.object).queryKey });
}
