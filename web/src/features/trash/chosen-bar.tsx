/** What can be done with the chosen records together. */
import { Button, Group, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ObjectMeta, objectNamed } from "../../api/objects";
import type { TrashItem } from "../../api/trash";
import { showProblem } from "../../design/toasts";
import { PurgeButton } from "./purge-button";
import { itemsWords } from "./trash-words";
import { useTrash } from "./use-trash";

interface ChosenBarProps {
  items: TrashItem[];
  objects: readonly ObjectMeta[];
  onDone: () => void;
}

export function ChosenBar({ items, objects, onDone }: ChosenBarProps) {
  const { restore } = useTrash();
  const bringBack = useMutation({
    mutationFn: () => restore(items),
    onSuccess: onDone,
    onError: showProblem,
  });
  const words = itemsWords(items, objects);
  const may = (right: "delete" | "purge") =>
    items.every((item) => objectNamed(objects, item.object)?.rights[right] ?? false);
  return (
    <Group gap="xs" role="group" aria-label="The chosen records">
      <Text fw={500}>{words}</Text>
      {may("delete") && (
        <Button variant="default" size="xs" loading={bringBack.isPending} onClick={() => bringBack.mutate()}>
          Restore
        </Button>
      )}
      {may("purge") && <PurgeButton items={items} words={words} onDone={onDone} />}
    </Group>
  );
}
