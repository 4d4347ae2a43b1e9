/** What this browser keeps of a chat with one bot, so that a reload loses nothing. */
import type { Visitor } from "./desk-calls";
import { afterReload, type OutgoingMessage } from "./outbox";

export interface KeptChat {
  conversationId: string | null;
  previousId: string | null;
  outbox: OutgoingMessage[];
  /** Number of the last event that was on the screen: what came later is unread. */
  seenSeq: number;
  /** What was answered before the chat; null where nothing was asked yet. */
  visitor: Visitor | null;
}

const empty: KeptChat = { conversationId: null, previousId: null, outbox: [], seenSeq: 0, visitor: null };

/** A browser may keep nothing for a page: then the chat lasts as long as the page does. */
export class ChatStorage {
  private readonly draftKey: string;

  constructor(private readonly key: string) {
    this.draftKey = `${key}.draft`;
  }

  load(): KeptChat {
    const kept = parsed(this.read(this.key));
    return { ...empty, ...kept, outbox: afterReload(kept?.outbox ?? []) };
  }

  save(chat: KeptChat): void {
    this.write(this.key, JSON.stringify(chat));
  }

  draft(): string {
    return this.read(this.draftKey) ?? "";
  }

  saveDraft(text: string): void {
    this.write(this.draftKey, text === "" ? null : text);
  }

  forget(): void {
    this.write(this.key, null);
    this.write(this.draftKey, null);
  }

  private read(key: string): string | null {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  private write(key: string, text: string | null): void {
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
    } catch {
      // Kept by the page alone.
    }
  }
}

function parsed(text: string | null): Partial<KeptChat> | null {
  try {
    return text === null ? null : (JSON.parse(text) as Partial<KeptChat>);
  } catch {
    return null;
  }
}
