/** The files of a message: saved by a click, never opened in the page. */
import { useState } from "react";
import type { MessageFile } from "../../api/conversation-log";
import { saveFile } from "../../api/customer-chat/chosen-files";
import type { LiveChat } from "../../api/customer-chat/live-chat";
import { asProblem } from "../../api/problem";
import classes from "./messages.module.css";

export function Files({ files, chat }: { files: MessageFile[]; chat: LiveChat }) {
  const [reason, setReason] = useState<string | null>(null);
  if (files.length === 0) return null;

  function save({ id, name }: MessageFile) {
    setReason(null);
    chat.file(id).then(
      (content) => saveFile(content, name),
      (error: unknown) => setReason(asProblem(error).detail),
    );
  }

  return (
    <ul className={classes.files} aria-label="Files">
      {files.map((file) => (
        <li key={file.id}>
          <button type="button" title="Save the file" onClick={() => save(file)}>
            {file.name}
          </button>
        </li>
      ))}
      {reason !== null && <li role="alert">{reason}</li>}
    </ul>
  );
}
