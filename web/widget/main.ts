/** One script tag on somebody else's page: `<script src="https://desk.example/widget.js" data-bot="shop" async></script>`. */
import { FrontdeskChat } from "./element";

const name = "frontdesk-chat";
const script = document.currentScript as HTMLScriptElement | null;
/** What the tag may say, and the attribute of the element that it becomes. */
const said = {
  bot: "bot",
  color: "color",
  position: "position",
  title: "title-text",
  scheme: "scheme",
  userId: "user-id",
  userHash: "user-hash",
  userName: "user-name",
  userEmail: "user-email",
} as const;

if (script) FrontdeskChat.desk = new URL(script.src).origin;
if (!customElements.get(name)) customElements.define(name, FrontdeskChat);
if (script?.dataset.bot) whenThereIsAPage(() => place(script.dataset));

function place(data: DOMStringMap): void {
  const isThere = [...document.querySelectorAll(name)].some((one) => one.getAttribute("bot") === data.bot);
  if (isThere) return;
  const element = document.createElement(name);
  for (const [key, attribute] of Object.entries(said)) {
    const value = data[key];
    if (value !== undefined) element.setAttribute(attribute, value);
  }
  document.body.append(element);
}

function whenThereIsAPage(act: () => void): void {
  if (document.body) act();
  else document.addEventListener("DOMContentLoaded", act, { once: true });
}
