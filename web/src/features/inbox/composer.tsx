/** Where staff write: a reply that the customer sees, or a note that only the team does; the two never look alike. */
import { Button, Text } from "@mantine/core";
import { IconLock, IconSend } from "@tabler/icons-react";
import {
  type ClipboardEvent,
  type DragEvent,
  type FormEvent,
  type KeyboardEvent,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import type { InboxConversation } from "../../api/inbox-shapes";
import { mayAnswer, useMe } from "../../api/me";
import { ProblemNotice } from "../../design/problem-notice";
import { AttachButton, AttachedFiles } from "./attached-files";
import { completed, mentionedIn, type Trigger, triggerAt } from "./completion";
import { type CompletionHandle, CompletionList } from "./completion-list";
import classes from "./composer.module.css";
import { useComposerDraft } from "./composer-draft";
import { ComposerTools } from "./composer-tools";
import { ModeTabs } from "./mode-tabs";
import type { Mode } from "./outgoing";
import { useAttached } from "./use-attached";
import { useColleagues } from "./use-colleagues";
import type { LiveConversation } from "./use-live-conversation";
import type { OutgoingBox } from "./use-outgoing";
import { useTellTyping } from "./use-tell-typing";

const longestMessage = 20_000;

export interface ComposerHandle {
  write: (mode: Mode) => void;
}

interface ComposerProps {
  ref: Ref<ComposerHandle>;
  conversation: InboxConversation;
  live: LiveConversation;
  outgoing: OutgoingBox;
}

export function Composer({ ref, conversation, live, outgoing }: ComposerProps) {
  const me = useMe();
  const colleagues = useColleagues();
  const { draft, change, current } = useComposerDraft(conversation.id);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useRef<CompletionHandle>(null);
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const attached = useAttached(conversation.id, draft.files, (edit) =>
    change({ files: edit(current().files) }),
  );
  const typing = useTellTyping(live.tellTyping);
  const { mode } = draft;
  const text = draft[mode];

  useImperativeHandle(ref, () => ({
    write: (wanted) => {
      change({ mode: wanted });
      field.current?.focus();
    },
  }));

  if (!mayAnswer(me)) {
    return <p className={classes.reader}>You can read this conversation. Agents and admins answer it.</p>;
  }

  function put(written: string, caret?: number) {
    change({ [mode]: written });
    const element = field.current;
    if (element === null || caret === undefined) return;
    requestAnimationFrame(() => {
      element.focus();
      element.setSelectionRange(caret, caret);
    });
  }

  function look(element: HTMLTextAreaElement) {
    const found = triggerAt(element.value, element.selectionStart);
    setTrigger(found?.sign === (mode === "note" ? "@" : "/") ? found : null);
  }

  function complete(inserted: string) {
    if (trigger === null) return;
    const after = completed(current()[mode], trigger, inserted);
    setTrigger(null);
    put(after.text, after.caret);
  }

  /** At the caret, or in place of nothing; never sent by itself. */
  function insert(words: string) {
    const at = field.current?.selectionStart ?? text.length;
    const gap = at > 0 && !/\s$/.test(text.slice(0, at)) ? " " : "";
    put(text.slice(0, at) + gap + words + text.slice(at), at + gap.length + words.length);
  }

  const files = mode === "reply" ? draft.files : [];
  const isSendable =
    (text.trim() !== "" || files.length > 0) && outgoing.pending === null && !attached.isUploading;

  async function send(event?: FormEvent) {
    event?.preventDefault();
    if (!isSendable) return;
    const words = text.trim();
    change(mode === "reply" ? { reply: "", files: [] } : { note: "" });
    setTrigger(null);
    typing.ended();
    const mentions = mode === "note" ? mentionedIn(words, colleagues) : [];
    await outgoing.send({ mode, text: words, mentions, files }).catch(() => {
      const since = current();
      const written = since[mode] === "" ? words : `${words}\n\n${since[mode]}`;
      change({ [mode]: written, files: [...files, ...since.files] });
    });
  }

  function drop(event: DragEvent) {
    if (mode === "note" || event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    attached.addAll(event.dataTransfer.files);
  }

  function paste(event: ClipboardEvent<HTMLTextAreaElement>) {
    if (mode === "note" || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    attached.addAll(event.clipboardData.files);
  }

  function press(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.nativeEvent.isComposing) return;
    if (trigger !== null && list.current?.press(event.key)) {
      event.preventDefault();
      return;
    }
    if (event.key === "Escape") {
      event.preventDefault();
      if (trigger === null) event.currentTarget.blur();
      setTrigger(null);
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void send();
    }
  }

  return (
    <form
      className={classes.composer}
      data-mode={mode}
      onSubmit={(event) => void send(event)}
      onDragOver={(event) => mode === "reply" && event.preventDefault()}
      onDrop={drop}
    >
      {outgoing.error !== null && <ProblemNotice error={outgoing.error} />}
      <ModeTabs
        mode={mode}
        onMode={(next) => {
          change({ mode: next });
          setTrigger(null);
          field.current?.focus();
        }}
      />
      <div className={classes.box}>
        {trigger !== null && (
          <CompletionList
            ref={list}
            trigger={trigger}
            conversationId={conversation.id}
            colleagues={colleagues}
            onChoose={complete}
          />
        )}
        <textarea
          ref={field}
          rows={2}
          className={classes.field}
          aria-label={mode === "note" ? "Private note" : "Reply to the customer"}
          aria-autocomplete="list"
          aria-controls={trigger === null ? undefined : "completions"}
          aria-activedescendant={trigger === null ? undefined : "completion-active"}
          placeholder={placeholderFor(mode, conversation)}
          value={text}
          maxLength={longestMessage}
          onChange={(event) => {
            put(event.currentTarget.value);
            look(event.currentTarget);
            if (mode === "reply" && event.currentTarget.value !== "") typing.typed();
          }}
          onClick={(event) => look(event.currentTarget)}
          onBlur={() => {
            typing.ended();
            setTrigger(null);
          }}
          onKeyDown={press}
          onPaste={paste}
        />
      </div>
      {mode === "reply" && <AttachedFiles attached={attached} />}
      <div className={classes.foot}>
        {mode === "reply" && <AttachButton attached={attached} />}
        <ComposerTools mode={mode} conversation={conversation} onInsert={insert} />
        <Text size="xs" c="dimmed" className={classes.hint}>
          {mode === "note" ? "@ names a colleague" : "/ for saved replies"} · Enter sends
        </Text>
        <Button
          type="submit"
          size="xs"
          className={classes.send}
          data-mode={mode}
          leftSection={
            mode === "note" ? (
              <IconLock size={14} aria-hidden="true" />
            ) : (
              <IconSend size={14} aria-hidden="true" />
            )
          }
          disabled={!isSendable && outgoing.pending === null}
          loading={outgoing.pending !== null}
        >
          {mode === "note" ? "Add note" : "Send"}
        </Button>
      </div>
    </form>
  );
}

function placeholderFor(mode: Mode, conversation: InboxConversation): string {
  if (mode === "note") return "Only your team sees this";
  if (conversation.state === "bot") return "Write to the customer; the assistant is silent from then on";
  if (conversation.state === "resolved") return "Write to the customer; this opens the conversation again";
  return "Write to the customer";
}
