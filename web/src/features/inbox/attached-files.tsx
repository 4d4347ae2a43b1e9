/** The files of the reply that is being written, and those on their way. */
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconFile, IconPaperclip, IconX } from "@tabler/icons-react";
import { useRef } from "react";
import { shareWords, sizeWords } from "../../design/number-words";
import classes from "./files.module.css";
import type { Attached } from "./use-attached";

export function AttachedFiles({ attached }: { attached: Attached }) {
  if (attached.attached.length + attached.uploads.length === 0) return null;
  return (
    <ul className={classes.files} aria-label="Files of this reply">
      {attached.attached.map((file) => (
        <li key={file.id} className={classes.file}>
          <IconFile size={16} stroke={1.6} aria-hidden="true" />
          <span className={classes.name}>{file.name}</span>
          <span className={classes.size}>{sizeWords(file.sizeBytes)}</span>
          <Remove name={file.name} onRemove={() => attached.remove(file.id)} />
        </li>
      ))}
      {attached.uploads.map((upload) => (
        <li key={upload.key} className={classes.file}>
          <IconFile size={16} stroke={1.6} aria-hidden="true" />
          <span className={classes.name}>{upload.name}</span>
          {upload.reason === null ? (
            <span className={classes.size}>{shareWords(upload.sent)}</span>
          ) : (
            <span className={classes.failed} role="alert">
              {upload.reason}
            </span>
          )}
          {upload.reason !== null && (
            <Remove name={upload.name} onRemove={() => attached.dismiss(upload.key)} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={24} aria-label={`Remove ${name}`} onClick={onRemove}>
      <IconX size={14} aria-hidden="true" />
    </ActionIcon>
  );
}

export function AttachButton({ attached }: { attached: Attached }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        aria-label="Files to attach"
        onChange={(event) => {
          attached.addAll(event.currentTarget.files ?? []);
          event.currentTarget.value = "";
        }}
      />
      <Tooltip label="Attach files">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={30}
          aria-label="Attach files"
          onClick={() => input.current?.click()}
        >
          <IconPaperclip size={18} stroke={1.6} aria-hidden="true" />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
