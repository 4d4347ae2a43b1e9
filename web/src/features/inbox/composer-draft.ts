/** What is being written in a conversation; it outlives a reload of the page, not the browser's tab. */
import { useState } from "react";
import type { Mode } from "./outgoing";
import type { AttachedFile } from "./use-attached";

export interface Draft {
  mode: Mode;
  reply: string;
  note: string;
  /** Files that are uploaded already and go with the reply. */
  files: AttachedFile[];
}

const empty: Draft = { mode: "reply", reply: "", note: "", files: [] };

export function useComposerDraft(conversationId: string) {
  const key = `frontdesk.draft.conversation.${conversationId}`;
  const [draft, setDraft] = useState<Draft>(() => stored(key));

  function change(changes: Partial<Draft>) {
    // Read anew: what failed to be sent comes back after more was written.
    const next = { ...stored(key), ...changes };
    const isEmpty = next.reply + next.note === "" && next.mode === "reply" && next.files.length === 0;
    if (isEmpty) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(next));
    setDraft(next);
  }

  return { draft, change, current: () => stored(key) };
}

function stored(key: string): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? "null");
    return typeof kept === "object" && kept !== null ? { ...empty, ...kept } : empty;
  } catch {
    return empty;
  }
}
