/** The open chat: who answers, what was said, where to write. */
import type { ChatStorage } from "../src/api/customer-chat/chat-storage";
import type { ChatView } from "../src/api/customer-chat/chat-view";
import type { LiveChat } from "../src/api/customer-chat/live-chat";
import { asProblem } from "../src/api/problem";
import type { PublicBot } from "../src/api/types";
import { answererWords } from "../src/design/customer-words";
import { Composer } from "./composer";
import { h, icon, replace, setAttribute, setText } from "./dom";
import { Messages } from "./messages";
import { asksFirst, preChatForm } from "./pre-chat";
import { SourceView } from "./source-view";

interface PanelWishes {
  bot: PublicBot;
  chat: LiveChat;
  storage: ChatStorage;
  title: string;
  /** True where the host site says who the visitor is: nothing is asked then. */
  isKnown: boolean;
  /** The bot's own page, where customers sign in. */
  page: string;
  onClose: () => void;
}

const cutWords = "The connection is lost. It is being tried again; what you write is kept.";

export class Panel {
  readonly element: HTMLElement;
  private readonly status = h("p", { class: "status" });
  private readonly person: HTMLButtonElement;
  private readonly trouble = h("div", { class: "trouble" });
  private readonly write = h("div");
  private readonly foot = h("div", { class: "foot" });
  private readonly sources = new SourceView();
  private readonly messages: Messages;
  private readonly composer: Composer;
  private readonly close: HTMLButtonElement;
  private written = "";
  private troubleKey = "";

  constructor(private readonly wishes: PanelWishes) {
    const { bot, chat, storage, onClose } = wishes;
    this.messages = new Messages({ bot, chat, onOpenSource: this.sources.open }, (text) =>
      this.send(text, []),
    );
    this.composer = new Composer({
      storage,
      onSend: (text, files) => this.send(text, files),
      onTyping: chat.typing,
    });
    this.person = h(
      "button",
      { type: "button", class: "person", click: () => void this.askForPerson() },
      icon("person"),
      "Talk to a person",
    );
    this.close = h(
      "button",
      { type: "button", class: "tool", "aria-label": "Close the chat", click: onClose },
      icon("close"),
    );
    const keydown = (event: KeyboardEvent) => this.press(event);
    this.element = h(
      "section",
      { id: "panel", class: "panel", role: "dialog", "aria-labelledby": "title", hidden: true, keydown },
      h(
        "div",
        { class: "head" },
        h("div", {}, h("h2", { id: "title" }, wishes.title), this.status),
        this.close,
      ),
      h("div", { class: "bar" }, this.person),
      this.messages.element,
      this.trouble,
      this.write,
      this.foot,
      this.sources.element,
    );
    this.fillFoot();
  }

  update(view: ChatView): void {
    const isWithPeople = view.state === "waiting" || view.state === "human";
    setText(this.status, answererWords(view.state, view.log));
    this.status.dataset.state = view.state;
    const wanted = this.wanted(view);
    this.messages.update(view, wanted === "write");
    this.updateTrouble(view);
    this.updateWrite(wanted);
    setAttribute(this.person, "hidden", isWithPeople || wanted === "shut");
    this.foot.hidden = view.log.lastSeq === 0;
  }

  private wanted({ visitor, hasConversation }: ChatView): "shut" | "ask" | "write" {
    const { bot, isKnown } = this.wishes;
    if (isKnown) return "write";
    if (bot.access === "customers") return "shut";
    return visitor === null && !hasConversation && asksFirst(bot) ? "ask" : "write";
  }

  /** On a phone the keyboard would cover what is there to read: the focus goes to the panel's first button. */
  focus(): void {
    const field = this.write.querySelector<HTMLElement>("input,textarea");
    (matchMedia("(pointer: coarse)").matches ? this.close : (field ?? this.close)).focus();
  }

  private send(text: string, files: File[]): void {
    void this.wishes.chat.send(text, files);
    this.messages.toEnd();
  }

  private async askForPerson(): Promise<void> {
    this.person.disabled = true;
    await this.wishes.chat
      .askForPerson()
      .catch((error: unknown) => this.showTrouble(asProblem(error).detail));
    this.person.disabled = false;
    this.composer.field.focus();
  }

  private updateWrite(wanted: "shut" | "ask" | "write"): void {
    if (wanted === this.written) return;
    this.written = wanted;
    const hadFocus = this.write.matches(":focus-within");
    const parts = { shut: () => this.shut(), ask: () => this.preChat(), write: () => this.composer.element };
    replace(this.write, parts[wanted]());
    if (hadFocus && wanted === "write") this.composer.field.focus();
  }

  /** The bot answers its customers only, and the site has not said who this is. */
  private shut(): HTMLElement {
    const { page } = this.wishes;
    const link = h("a", { href: page, target: "_blank", rel: "noopener" }, "Sign in on its own page");
    return h("p", { class: "shut" }, "This chat answers customers who are signed in. ", link);
  }

  private preChat(): HTMLFormElement {
    return preChatForm(this.wishes.bot, this.wishes.chat.introduce);
  }

  private updateTrouble({ error, line }: ChatView): void {
    const isOver =
      error !== null && (this.wishes.isKnown ? [403, 404] : [401, 403, 404]).includes(error.status);
    const key = error ? `${error.status}${error.detail}` : line === "cut" ? "cut" : "";
    if (key === this.troubleKey) return;
    this.troubleKey = key;
    if (error !== null) this.showTrouble(error.detail, this.wayOn(isOver));
    else if (key === "cut") this.showTrouble(cutWords);
    else replace(this.trouble);
  }

  private wayOn(isOver: boolean): HTMLElement {
    const { chat } = this.wishes;
    const click = isOver ? chat.startOver : () => void chat.again();
    return h(
      "button",
      { type: "button", class: "plain", click },
      isOver ? "Start a new conversation" : "Try again",
    );
  }

  private showTrouble(words: string, action?: HTMLElement): void {
    replace(this.trouble, h("p", { role: "alert" }, words), action);
  }

  private fillFoot(): void {
    const { chat, bot } = this.wishes;
    const save = async () => {
      const file = new Blob([JSON.stringify(await chat.whole(), null, 2)], { type: "application/json" });
      const href = URL.createObjectURL(file);
      h("a", { href, download: `conversation-with-${bot.slug}.json` }).click();
      URL.revokeObjectURL(href);
    };
    const fail = (error: unknown) => this.showTrouble(asProblem(error).detail);
    replace(
      this.foot,
      h("button", { type: "button", click: () => void save().catch(fail) }, "Save as JSON"),
      h("button", { type: "button", click: chat.startOver }, "Start over"),
    );
  }

  /** Keys typed here are not the site's; Escape closes what is open, innermost first; a full screen keeps the focus. */
  private press(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Escape") {
      if (this.sources.isOpen) this.sources.close();
      else this.wishes.onClose();
    } else if (event.key === "Tab") this.keepFocus(event);
  }

  private keepFocus(event: KeyboardEvent): void {
    const scope = this.sources.isOpen ? this.sources.element : this.element;
    if (scope === this.element && !matchMedia("(max-width: 480px)").matches) return;
    const all = [...scope.querySelectorAll<HTMLElement>("a,button,input,textarea,[tabindex='0']")].filter(
      (one) => one.offsetParent !== null && !one.hasAttribute("disabled"),
    );
    const [first, last] = [all[0], all.at(-1)];
    const at = (this.element.getRootNode() as ShadowRoot).activeElement;
    const next = event.shiftKey ? (at === first ? last : null) : at === last ? first : null;
    if (!next) return;
    event.preventDefault();
    next.focus();
  }
}
