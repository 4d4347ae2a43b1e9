/** Tells a screen reader each new message once, politely; what was there on opening is not read again. */
import type { LogEntry } from "../src/api/conversation-log";
import type { ChatView } from "../src/api/customer-chat/chat-view";
import type { PublicBot } from "../src/api/types";
import { noticeWords } from "../src/design/conversation-words";
import { withoutNotes } from "../src/design/source-notes";
import { h } from "./dom";
import { speakerWords } from "./entries";

const mostKept = 20;

export class Announcer {
  readonly element = h("div", {
    class: "hidden",
    role: "log",
    "aria-live": "polite",
    "aria-label": "New messages",
  });
  private upTo = 0;

  constructor(private readonly bot: PublicBot) {}

  update({ log, announcedUpTo }: ChatView): void {
    const from = Math.max(this.upTo, announcedUpTo);
    for (const entry of log.entries) {
      const words = entry.seq > from ? this.words(entry) : null;
      if (words) this.element.append(h("p", {}, words));
    }
    this.upTo = log.lastSeq < announcedUpTo ? this.upTo : log.lastSeq;
    while (this.element.childElementCount > mostKept) this.element.firstElementChild?.remove();
  }

  private words(entry: LogEntry): string | null {
    if (entry.kind === "notice") return noticeWords(entry, "customer");
    if (entry.speaker === "customer") return null;
    return `${speakerWords(entry, this.bot)}: ${withoutNotes(entry.text, entry.turn?.sources.length ?? 0)}`;
  }
}
