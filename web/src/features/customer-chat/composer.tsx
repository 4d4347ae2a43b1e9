/** Where the customer writes: Enter sends, Shift and Enter begins a new line, a draft survives a reload. */
import { ActionIcon } from "@mantine/core";
import { IconArrowUp, IconPaperclip } from "@tabler/icons-react";
import { type ChangeEvent, type FormEvent, type KeyboardEvent, useRef, useState } from "react";
import type { ChatStorage } from "../../api/customer-chat/chat-storage";
import { mostFiles, takenKinds } from "../../api/customer-chat/chosen-files";
import classes from "./chat.module.css";

const longestMessage = 20_000;
const countFrom = 0.9 * longestMessage;

interface ComposerProps {
  storage: ChatStorage;
  onSend: (text: string, files?: File[]) => void;
  onTyping: (isWriting: boolean) => void;
}

export function Composer({ storage, onSend, onTyping }: ComposerProps) {
  const [text, setText] = useState(() => storage.draft());
  const [files, setFiles] = useState<File[]>([]);
  const picker = useRef<HTMLInputElement>(null);
  const isSendable = (text.trim() !== "" || files.length > 0) && text.length <= longestMessage;

  function write(event: ChangeEvent<HTMLTextAreaElement>) {
    change(event.currentTarget.value);
    onTyping(event.currentTarget.value !== "");
    fitHeight(event.currentTarget);
  }

  function change(written: string) {
    setText(written);
    storage.saveDraft(written);
  }

  function send(event?: FormEvent) {
    event?.preventDefault();
    if (!isSendable) return;
    onSend(text.trim(), files);
    change("");
    setFiles([]);
  }

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const given = [...(event.currentTarget.files ?? [])];
    setFiles([...files, ...given].slice(0, mostFiles));
    event.currentTarget.value = "";
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
    event.currentTarget.style.height = "";
  }

  return (
    <form className={classes.composer} onSubmit={send}>
      {files.length > 0 && (
        <ul className={classes.chosen} aria-label="Files to send">
          {files.map((file) => (
            <li key={`${file.name} ${file.lastModified}`}>
              <button
                type="button"
                aria-label={`Remove ${file.name}`}
                onClick={() => setFiles(files.filter((one) => one !== file))}
              >
                {file.name} ×
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.composerColumn}>
        <ActionIcon
          size={44}
          variant="subtle"
          color="gray"
          aria-label="Attach files"
          onClick={() => picker.current?.click()}
        >
          <IconPaperclip size={20} aria-hidden="true" />
        </ActionIcon>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          accept={takenKinds}
          aria-label="Files to send"
          onChange={choose}
        />
        <textarea
          rows={1}
          value={text}
          aria-label="Your message"
          placeholder="Write a message"
          enterKeyHint="send"
          onChange={write}
          onKeyDown={press}
        />
        <ActionIcon type="submit" size={44} variant="filled" aria-label="Send" disabled={!isSendable}>
          <IconArrowUp size={20} aria-hidden="true" />
        </ActionIcon>
      </div>
      {text.length > countFrom && (
        <p className={classes.count} role="status">
          {text.length} of {longestMessage} characters
        </p>
      )}
    </form>
  );
}

function fitHeight(field: HTMLTextAreaElement) {
  field.style.height = "";
  field.style.height = `${field.scrollHeight + 2}px`;
}
