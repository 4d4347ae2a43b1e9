/** The list of messages: the log, what is on its way, and what could be said next. */
import type { ConversationLog } from "../src/api/conversation-log";
import type { ChatView } from "../src/api/customer-chat/chat-view";
import { asksForScore, awayWords, queueWords, writerWords } from "../src/design/customer-words";
import { withoutNotes } from "../src/design/source-notes";
import { h, replace, setText } from "./dom";
import { incoming, line, ownWaiting, type ShownEntry, type Surroundings, shownEntry } from "./entries";
import { scoreForm } from "./score";
import { linked } from "./text";

/** While an answer comes its sources are not there yet: all its marks stay hidden. */
const mostNotes = 99;

export class Messages {
  readonly element: HTMLElement;
  private readonly log = h("ol");
  private readonly waiting = h("ol");
  private readonly coming = h("ol");
  private readonly score = h("div");
  private readonly next = h("ul", { class: "next", "aria-label": "Suggested questions" });
  private readonly shown = new Map<number, ShownEntry>();
  private placedAt = 0;
  private readonly drawn = new Map<Element, string>();

  constructor(
    private readonly around: Surroundings,
    private readonly onAsk: (text: string) => void,
  ) {
    const parts = [this.log, this.waiting, this.coming, this.score, this.next];
    this.element = h(
      "section",
      { class: "scroll", tabindex: 0, "aria-label": "Messages" },
      h("div", {}, ...parts),
    );
    this.begin();
  }

  /** `mayAsk`: whether suggested questions can be sent now. */
  update(view: ChatView, mayAsk: boolean): void {
    const { chat } = this.around;
    // The list counts backwards from its end, where it is at 0. Where we put it nobody has read back.
    const { scrollTop } = this.element;
    const readsAlong = scrollTop > -40 || Math.abs(scrollTop - this.placedAt) < 2;
    const news = this.updateLog(view.log);
    this.draw(this.waiting, JSON.stringify(view.outbox), () =>
      view.outbox.map((one) => ownWaiting(one, chat)),
    );
    this.updateComing(view);
    const asksScore = asksForScore(view);
    this.draw(this.score, String(asksScore), () => (asksScore ? [scoreForm(chat)] : []));
    const questions = mayAsk ? this.questions(view) : [];
    this.draw(this.next, JSON.stringify(questions), () =>
      questions.map((question) => this.question(question)),
    );
    if (news && readsAlong) this.showBeginning(news);
  }

  toEnd(): void {
    this.element.scrollTop = this.element.scrollHeight;
  }

  private begin(): void {
    const { bot } = this.around;
    this.shown.clear();
    const away = awayWords(bot.team);
    replace(
      this.log,
      bot.greeting && incoming(bot.name, ...linked(bot.greeting)),
      away && line(`${away} The assistant answers meanwhile.`),
    );
  }

  /** The newest message of somebody else that came now. */
  private updateLog({ entries }: ConversationLog): HTMLElement | null {
    if (entries.length < this.shown.size) this.begin();
    let news: HTMLElement | null = null;
    for (const entry of entries) {
      const before = this.shown.get(entry.seq);
      if (before) {
        before.update(entry);
        continue;
      }
      const shown = shownEntry(entry, this.around);
      this.shown.set(entry.seq, shown);
      if (shown.element) this.log.append(shown.element);
      if (entry.kind === "message" && entry.speaker !== "customer") news = shown.element;
    }
    return news;
  }

  /** A long answer is read from its first line. */
  private showBeginning(message: HTMLElement): void {
    this.toEnd();
    const above = message.getBoundingClientRect().top - this.element.getBoundingClientRect().top;
    if (above < 0) this.element.scrollTop += above - 8;
    this.placedAt = this.element.scrollTop;
  }

  private updateComing(view: ChatView): void {
    const { bot } = this.around;
    const isSent = view.state === "bot" && view.outbox.some((one) => one.status === "sending");
    const writes = writerWords(view, bot.name) ?? (isSent ? `${bot.name} is writing` : null);
    const waits = queueWords(view.queue);
    const streamed = withoutNotes(view.streamed, mostNotes);
    // Only its text grows while an answer comes.
    const open = this.coming.querySelector(".stream .said");
    if (streamed && open) setText(open, streamed);
    else
      this.draw(this.coming, JSON.stringify([streamed, writes, waits]), () => [
        streamed && stream(bot.name, streamed),
        writes &&
          h("li", { class: "by writes" }, h("span", {}, writes), h("i", { "aria-hidden": "true" }, "…")),
        waits && line(waits),
      ]);
  }

  private questions({ log, state, outbox }: ChatView): string[] {
    if (state !== "bot" || outbox.length > 0) return [];
    const last = log.entries.findLast((entry) => entry.kind === "message");
    if (last === undefined) return this.around.bot.suggested_questions;
    return last.kind === "message" ? (last.turn?.suggestedActions ?? []) : [];
  }

  private question(text: string): HTMLElement {
    return h("li", {}, h("button", { type: "button", click: () => this.onAsk(text) }, text));
  }

  /** Draws a part anew only where what it shows has changed: what has the focus keeps it. */
  private draw(part: Element, key: string, children: () => Parameters<typeof replace>[1][]): void {
    if (this.drawn.get(part) === key) return;
    this.drawn.set(part, key);
    replace(part, ...children());
  }
}

function stream(name: string, text: string): HTMLElement {
  const element = incoming(`${name}, assistant`, text);
  element.classList.add("stream");
  element.setAttribute("aria-hidden", "true");
  return element;
}
