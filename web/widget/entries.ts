/** What was said and what happened, each once, in the order of the log. */
import type { LogEntry, MessageEntry, NoticeEntry } from "../src/api/conversation-log";
import type { LiveChat } from "../src/api/customer-chat/live-chat";
import type { OutgoingMessage } from "../src/api/customer-chat/outbox";
import type { PublicBot } from "../src/api/types";
import { noticeWords } from "../src/design/conversation-words";
import { type Child, h } from "./dom";
import { fileList } from "./files";
import { Rating } from "./rating";
import { answerText, linked, type OpenSource, sourceNote } from "./text";

export interface Surroundings {
  bot: PublicBot;
  chat: LiveChat;
  onOpenSource: OpenSource;
}

/** An entry on the screen; `update` follows what can change of it. */
export interface ShownEntry {
  element: HTMLElement | null;
  update: (entry: LogEntry) => void;
}

export function shownEntry(entry: LogEntry, around: Surroundings): ShownEntry {
  if (entry.kind === "notice") return { element: notice(entry), update: () => undefined };
  if (entry.speaker === "customer") {
    const files = fileList(entry.files, around.chat);
    return { element: own(entry.text && linked(entry.text), files), update: () => undefined };
  }
  return answer(entry, around);
}

export function incoming(speaker: string, ...said: Child[]): HTMLLIElement {
  return h("li", { class: "in" }, h("p", { class: "by" }, speaker), h("div", { class: "said" }, ...said));
}

export function line(words: string): HTMLLIElement {
  return h("li", { class: "line" }, words);
}

export function ownWaiting(one: OutgoingMessage, chat: LiveChat): HTMLLIElement {
  const files = one.fileNames.map((name) => h("span", { class: "file" }, name));
  const element = own(one.text && [one.text], files.length > 0 && h("div", { class: "files" }, ...files));
  element.dataset.status = one.status;
  if (one.status === "failed") {
    const again = () => void chat.sendAgain(one);
    element.append(
      h(
        "div",
        { class: "failed", role: "alert" },
        `Not sent. ${one.reason} `,
        h("button", { type: "button", class: "plain", click: again }, "Send again"),
        h("button", { type: "button", class: "plain", click: () => chat.discard(one.key) }, "Discard"),
      ),
    );
  }
  return element;
}

function own(said: Child[] | "", beside: Child): HTMLLIElement {
  const words = said && h("div", { class: "said" }, ...said);
  return h("li", { class: "out" }, h("span", { class: "hidden" }, "You said: "), words, beside);
}

function notice(entry: NoticeEntry): HTMLElement | null {
  const words = noticeWords(entry, "customer");
  return words === null ? null : line(words);
}

function answer(message: MessageEntry, { bot, chat, onOpenSource }: Surroundings): ShownEntry {
  const sources = message.turn?.sources ?? [];
  const element = incoming(speakerWords(message, bot), ...answerText(message.text, sources, onOpenSource));
  element.append(...[fileList(message.files, chat)].filter((one) => one !== null));
  const cited = sources.slice(0, message.turn?.citedCount ?? 0);
  if (cited.length > 0) {
    const listed = cited.map((source, index) => {
      const button = sourceNote(index + 1, source, onOpenSource);
      button.className = "source";
      button.replaceChildren(h("b", {}, String(index + 1)), ` ${source.title}`);
      return h("li", {}, button);
    });
    element.append(h("ol", { class: "sources", "aria-label": "Sources" }, ...listed));
  }
  if (isNoticeOnly(message)) return { element, update: () => undefined };
  if (bot.show_analysis && message.turn) element.append(h("p", { class: "by" }, analysisWords(message)));
  const rating = new Rating(chat, message);
  element.append(rating.element);
  return { element, update: (entry) => entry.kind === "message" && rating.show(entry.thumb) };
}

/** What a person says, or the bot only to hand over, is not the bot's answer. */
function isNoticeOnly({ speaker, turn }: MessageEntry): boolean {
  return speaker !== "bot" || turn?.engine === "none";
}

function analysisWords({ turn }: MessageEntry): string {
  const priority = turn?.priority ? `priority ${turn.priority} of 10` : null;
  return [turn?.category, turn?.sentiment, priority].filter(Boolean).join(" · ");
}

export function speakerWords(message: MessageEntry, bot: PublicBot): string {
  if (message.speaker === "bot") return `${bot.name}, assistant`;
  return message.speaker === "system" ? "Notice" : message.name || "A person";
}
