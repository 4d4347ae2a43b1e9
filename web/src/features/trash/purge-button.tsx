/** Removes records for good, after asking once. */
import type { TrashItem } from "../../api/trash";
import { ConfirmButton } from "../../design/confirm-button";
import { useTrash } from "./use-trash";

interface PurgeButtonProps {
  items: TrashItem[];
  words: string;
  /** In a row of a table: without a frame of its own. */
  isQuiet?: boolean;
  onDone?: () => void;
}

export function PurgeButton({ items, words, isQuiet = false, onDone }: PurgeButtonProps) {
  const { purge } = useTrash();

  async function remove() {
    await purge(items);
    onDone?.();
  }

  return (
    <ConfirmButton
      {...(isQuiet ? { variant: "subtle", color: "gray", size: "compact-sm" } : { size: "xs" })}
      label={isQuiet ? "Remove" : "Remove for good"}
      accessibleLabel={`Remove ${words} for good`}
      title={`Remove ${words} for good?`}
      consequence={`${items.length === 1 ? "The record and its history are" : "These records and their history are"} gone then and cannot be brought back.`}
      confirmLabel="Remove for good"
      onConfirm={remove}
    />
  );
}
