/** The page a customer opens: finds the bot, asks for a sign-in where it is needed, then the chat. */
import { useQuery } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import { answered, createApi } from "../../api/client";
import { asProblem } from "../../api/problem";
import { customerSession } from "../../api/session";
import { ProblemNotice } from "../../design/problem-notice";
import classes from "./chat.module.css";
import { ChatRoom } from "./chat-room";
import { CustomerEntrance } from "./customer-entrance";

export function CustomerChatPage({ botSlug }: { botSlug: string }) {
  const [session] = useState(() => customerSession(botSlug));
  const [api] = useState(() => createApi(session));
  const token = useSyncExternalStore(session.onChange, session.token);
  const bot = useQuery({
    queryKey: ["public-bot", botSlug],
    queryFn: async () => {
      const found = await answered(
        api.GET("/api/v1/bots/{bot_reference}/public", { params: { path: { bot_reference: botSlug } } }),
      );
      document.title = found.company ? `${found.name}, ${found.company}` : found.name;
      return found;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (bot.isPending) return <p className={classes.alone}>Loading</p>;
  if (bot.isError) return <BotMissing error={bot.error} onRetry={() => void bot.refetch()} />;
  if (bot.data.access === "customers" && token === null) {
    return <CustomerEntrance bot={bot.data} api={api} onEnter={(given) => session.start(given)} />;
  }
  return (
    <ChatRoom
      bot={bot.data}
      session={session}
      onSignOut={token === null ? undefined : () => session.end("signed_out")}
    />
  );
}

function BotMissing({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (asProblem(error).status !== 404) {
    return (
      <main className={classes.alone}>
        <ProblemNotice error={error} onRetry={onRetry} />
      </main>
    );
  }
  return (
    <main className={classes.alone}>
      <h1>Nobody answers at this address</h1>
      <p>Check the link for typing errors, or go back to the page that sent you here.</p>
    </main>
  );
}
