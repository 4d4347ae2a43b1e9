/** The files of a message: opened where a browser can show them safely, else saved. */
import { UnstyledButton } from "@mantine/core";
import { IconFile, IconPhoto } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { readFile } from "../../api/attachments";
import type { MessageFile } from "../../api/conversation-log";
import { sizeWords } from "../../design/number-words";
import { showProblem } from "../../design/toasts";
import classes from "./files.module.css";

export function Files({ files, conversationId }: { files: MessageFile[]; conversationId: string }) {
  if (files.length === 0) return null;
  return (
    <ul className={classes.files} aria-label="Files">
      {files.map((file) => (
        <li key={file.id}>
          <FileButton file={file} conversationId={conversationId} />
        </li>
      ))}
    </ul>
  );
}

function FileButton({ file, conversationId }: { file: MessageFile; conversationId: string }) {
  const open = useMutation({
    mutationFn: async () => hand(await readFile(conversationId, file.id), file),
    onError: showProblem,
  });
  const FileIcon = file.mediaType.startsWith("image/") ? IconPhoto : IconFile;
  return (
    <UnstyledButton className={classes.file} disabled={open.isPending} onClick={() => open.mutate()}>
      <FileIcon size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.name}>{file.name}</span>
      <span className={classes.size}>{sizeWords(file.sizeBytes)}</span>
    </UnstyledButton>
  );
}

const shownByBrowsers = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"];
const openFor = 60_000;

/** The server says what kind it is by what is in it; nothing that could hold a script is opened here. */
function hand(content: Blob, file: MessageFile): void {
  const isShown = shownByBrowsers.includes(file.mediaType);
  const address = URL.createObjectURL(
    new Blob([content], { type: isShown ? file.mediaType : "application/octet-stream" }),
  );
  const link = document.createElement("a");
  link.href = address;
  if (isShown) {
    link.target = "_blank";
    link.rel = "noopener";
  } else link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), openFor);
}
