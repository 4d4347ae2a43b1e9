/** The element of the widget: a button at the corner of somebody else's page, and the chat behind it. */
import { unreadCount } from "../src/api/customer-chat/chat-view";
import type { Named } from "../src/api/customer-chat/desk-calls";
import { LiveChat } from "../src/api/customer-chat/live-chat";
import { asProblem } from "../src/api/problem";
import type { PublicBot } from "../src/api/types";
import { Announcer } from "./announcer";
import { checkedColour, readableOn } from "./colour";
import { h, icon, replace, setAttribute } from "./dom";
import { type Seat, seatFor } from "./identity";
import look from "./look.css?inline";
import messageStyles from "./messages.css?inline";
import { Panel } from "./panel";
import panelStyles from "./panel.css?inline";
import writeStyles from "./write.css?inline";

const styles = look + panelStyles + messageStyles + writeStyles;

/** Keys stay with the chat: a site's own shortcuts must not hear what is typed here. */
const keys = ["keydown", "keypress", "keyup"];

export class FrontdeskChat extends HTMLElement {
  /** The server that the script came from; the attribute `desk` names another. */
  static desk = location.origin;

  private readonly root = this.attachShadow({ mode: "open" });
  private readonly launcher = h("button", { type: "button", class: "launcher", "aria-expanded": "false" });
  private readonly inner = h("div", { class: "root" });
  private readonly badge = h("span", { class: "badge", "aria-hidden": "true", hidden: true });
  private chat: LiveChat | null = null;
  private panel: Panel | null = null;
  private announcer: Announcer | null = null;

  get isOpen(): boolean {
    return this.panel !== null && !this.panel.element.hidden;
  }

  connectedCallback(): void {
    if (this.chat) this.chat.connect();
    else this.prepare();
  }

  private prepare(): void {
    addStyles(this.root);
    for (const name of keys) this.root.addEventListener(name, (event) => event.stopPropagation());
    this.launcher.addEventListener("click", () => (this.isOpen ? this.close() : this.open()));
    whenIdle(() => void this.begin());
  }

  disconnectedCallback(): void {
    this.chat?.disconnect();
  }

  readonly open = (): void => {
    if (!this.panel || this.isOpen) return;
    this.panel.element.hidden = false;
    this.launcher.setAttribute("aria-expanded", "true");
    this.inner.toggleAttribute("data-open", true);
    this.chat?.connect();
    this.show();
    this.panel.focus();
    this.dispatchEvent(new CustomEvent("frontdesk-open", { bubbles: true }));
  };

  readonly close = (): void => {
    if (!this.panel || !this.isOpen) return;
    this.panel.element.hidden = true;
    this.launcher.setAttribute("aria-expanded", "false");
    this.inner.toggleAttribute("data-open", false);
    this.show();
    this.launcher.focus();
    this.listenWhereSomebodyMayAnswer();
    this.dispatchEvent(new CustomEvent("frontdesk-close", { bubbles: true }));
  };

  private async begin(): Promise<void> {
    const desk = this.getAttribute("desk") ?? FrontdeskChat.desk;
    try {
      const seat = await seatFor(desk, this.getAttribute("bot") ?? "", this.named());
      this.build(await seat.calls.publicBot(), seat);
    } catch (error) {
      // Who visits the site cannot mend it; who builds it looks here.
      console.warn(`Frontdesk chat is not shown: ${asProblem(error).detail}`);
    }
  }

  private build(bot: PublicBot, { calls, storage }: Seat): void {
    const chat = new LiveChat(calls, storage);
    const title = this.getAttribute("title-text") || bot.widget.title || bot.company || bot.name;
    this.chat = chat;
    this.panel = new Panel({
      bot,
      chat,
      storage,
      title,
      isKnown: this.named() !== null,
      page: `${calls.desk.base}/chat/${bot.slug}`,
      onClose: this.close,
    });
    this.announcer = new Announcer(bot);
    this.dress(bot, title);
    replace(this.launcher, icon("chat"), icon("fold"), this.badge);
    this.inner.append(this.announcer.element, this.launcher, this.panel.element);
    this.root.append(this.inner);
    chat.onChange(() => this.show());
    this.show();
    if (chat.snapshot().hasConversation) void chat.read().then(() => this.listenWhereSomebodyMayAnswer());
    this.dispatchEvent(new CustomEvent("frontdesk-ready", { bubbles: true }));
  }

  private dress(bot: PublicBot, title: string): void {
    const colour = checkedColour(this.getAttribute("color")) ?? bot.widget.color;
    const { style, dataset } = this.inner;
    style.setProperty("--accent", colour);
    style.setProperty("--on-accent", readableOn(colour));
    dataset.position = (this.getAttribute("position") ?? bot.widget.position) === "left" ? "left" : "right";
    dataset.scheme = this.getAttribute("scheme") ?? "auto";
    setAttribute(this.launcher, "title", title);
  }

  private show(): void {
    if (!this.chat || !this.panel || !this.announcer) return;
    const view = this.chat.snapshot();
    // Noting what was seen changes the view, which comes here again.
    if (this.isOpen && view.log.lastSeq > view.seenSeq) this.chat.seen();
    this.panel.update(view);
    this.announcer.update(view);
    const unread = this.isOpen ? 0 : unreadCount(view);
    this.badge.hidden = unread === 0;
    this.badge.textContent = unread > 9 ? "9+" : String(unread);
    const news = unread === 0 ? "" : unread === 1 ? ", 1 unread message" : `, ${unread} unread messages`;
    setAttribute(this.launcher, "aria-label", this.isOpen ? "Close the chat" : `Open the chat${news}`);
  }

  /** A closed chat keeps its line only while a person is to answer. */
  private listenWhereSomebodyMayAnswer(): void {
    if (this.isOpen || !this.chat) return;
    const { state } = this.chat.snapshot();
    if (state === "waiting" || state === "human") this.chat.connect();
    else this.chat.disconnect();
  }

  /** An id alone proves nothing: without its signature the visitor is nobody. */
  private named(): Named | null {
    const [user_id, user_hash] = [this.getAttribute("user-id"), this.getAttribute("user-hash")];
    if (!user_id || !user_hash) return null;
    const [name, email] = [this.getAttribute("user-name"), this.getAttribute("user-email")];
    return { user_id, user_hash, ...(name && { name }), ...(email && { email }) };
  }
}

/** A sheet of its own is no inline style, which the site's content policy may forbid. */
function addStyles(root: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(h("style", {}, styles));
  }
}

function whenIdle(begin: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(begin, { timeout: 2000 });
  else setTimeout(begin, 200);
}
