/** What this browser keeps of a chat with one bot, so that a reload loses nothing. */
import { afterReload, type OutgoingMessage } from "./outbox";

export interface KeptChat {
  conversationId: string | null;
  previousId: string | null;
  outbox: OutgoingMessage[];
}

const empty: KeptChat = { conversationId: null, previousId: null, outbox: [] };

export class ChatStorage {
  private readonly chatKey: string;
  private readonly draftKey: string;

  constructor(botId: number) {
    this.chatKey = `frontdesk.chat.${botId}`;
    this.draftKey = `frontdesk.chat.${botId}.draft`;
  }

  load(): KeptChat {
    const kept = parsed(localStorage.getItem(this.chatKey));
    return { ...empty, ...kept, outbox: afterReload(kept?.outbox ?? []) };
  }

  save(chat: KeptChat): void {
    localStorage.setItem(this.chatKey, JSON.stringify(chat));
  }

  draft(): string {
    return localStorage.getItem(this.draftKey) ?? "";
  }

  saveDraft(text: string): void {
    if (text === "") localStorage.removeItem(this.draftKey);
    else localStorage.setItem(this.draftKey, text);
  }

  forget(): void {
    localStorage.removeItem(this.chatKey);
    localStorage.removeItem(this.draftKey);
  }
}

function parsed(text: string | null): Partial<KeptChat> | null {
  try {
    return text === null ? null : (JSON.parse(text) as Partial<KeptChat>);
  } catch {
    return null;
  }
}
