/** The page's conversation: live while the page is open. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { ChatStorage } from "../../api/customer-chat/chat-storage";
import { DeskCalls } from "../../api/customer-chat/desk-calls";
import { LiveChat } from "../../api/customer-chat/live-chat";
import { saveAsJson } from "../../api/download";
import type { Session } from "../../api/session";
import type { PublicBot } from "../../api/types";

export type Conversation = ReturnType<typeof useConversation>;

export function useConversation(bot: PublicBot, session: Session) {
  const [storage] = useState(() => new ChatStorage(`frontdesk.chat.${bot.id}`));
  const [chat] = useState(() => new LiveChat(new DeskCalls(deskOf(bot, session)), storage));
  const view = useSyncExternalStore(chat.onChange, chat.snapshot);

  // A line is open for as long as the page shows the conversation.
  useEffect(() => {
    chat.connect();
    return chat.disconnect;
  }, [chat]);

  async function save(): Promise<void> {
    saveAsJson(await chat.whole(), `conversation-with-${bot.slug}.json`);
  }

  return { chat, storage, ...view, save };
}

function deskOf(bot: PublicBot, session: Session) {
  return {
    bot: String(bot.id),
    token: session.token,
    onExpired: (token: string) => {
      if (token === session.token()) session.end("expired");
    },
  };
}
