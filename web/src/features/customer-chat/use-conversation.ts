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
  const [calls] = useState(() => new DeskCalls(deskOf(bot, session)));
  const [chat] = useState(() => new LiveChat(calls, storage));
  const view = useSyncExternalStore(chat.onChange, chat.snapshot);

  // A line is open for as long as the page shows the conversation.
  useEffect(() => {
    chat.connect();
    return chat.disconnect;
  }, [chat]);

  async function save(): Promise<void> {
    saveAsJson(await chat.whole(), `conversation-with-${bot.slug}.json`);
  }

  const reference = () => storage.load().conversationId ?? "";
  const remembered = () => calls.remembered(reference());
  const forget = (id: number) => calls.forget(reference(), id);

  return { chat, storage, ...view, save, remembered, forget };
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
