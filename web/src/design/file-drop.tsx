/** A place to drop files on, or to choose them with a button. */
import { Button, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { type ChangeEvent, type DragEvent, type ReactNode, useRef, useState } from "react";
import classes from "./file-drop.module.css";

interface FileDropProps {
  label: string;
  hint: ReactNode;
  accept: string;
  multiple?: boolean;
  disabled?: boolean;
  onFiles: (files: File[]) => void;
}

export function FileDrop({
  label,
  hint,
  accept,
  multiple = false,
  disabled = false,
  onFiles,
}: FileDropProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  function take(files: FileList | null) {
    const chosen = [...(files ?? [])];
    if (chosen.length > 0) onFiles(multiple ? chosen : chosen.slice(0, 1));
  }

  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (!disabled) take(event.dataTransfer.files);
  }

  function choose(event: ChangeEvent<HTMLInputElement>) {
    take(event.currentTarget.files);
    event.currentTarget.value = "";
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping needs a mouse; the button inside does the same by keyboard
    <div
      className={classes.drop}
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <input
        ref={input}
        type="file"
        hidden
        accept={accept}
        multiple={multiple}
        onChange={choose}
        aria-label={label}
      />
      <Button
        variant="default"
        leftSection={<IconUpload size={16} aria-hidden="true" />}
        disabled={disabled}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <Text c="dimmed" component="div">
        {hint}
      </Text>
    </div>
  );
}
