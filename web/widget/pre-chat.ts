/** What the bot asks before the first message: a name, a mail address; skipped where nothing is required. */
import type { Visitor } from "../src/api/customer-chat/desk-calls";
import type { PublicBot } from "../src/api/types";
import { h } from "./dom";

export function asksFirst({ widget }: PublicBot): boolean {
  return widget.ask_name !== "no" || widget.ask_email !== "no";
}

export function preChatForm({ widget }: PublicBot, onDone: (visitor: Visitor) => void): HTMLFormElement {
  const isRequired = widget.ask_name === "required" || widget.ask_email === "required";
  const skip = h("button", { type: "button", class: "plain", click: () => onDone({}) }, "Skip");
  const form = h(
    "form",
    { class: "ask" },
    h("p", {}, "Before we begin"),
    question("name", "Your name", "text", widget.ask_name),
    question("email", "Your email, so that we can answer later", "email", widget.ask_email),
    h("div", { class: "row" }, h("button", { class: "filled" }, "Start chat"), !isRequired && skip),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
    onDone(Object.fromEntries(given.filter(([, value]) => value)));
  });
  return form;
}

function question(
  name: "name" | "email",
  words: string,
  type: string,
  asked: PublicBot["widget"]["ask_name"],
) {
  if (asked === "no") return null;
  const field = h("input", {
    name,
    type,
    autocomplete: name,
    maxlength: 200,
    required: asked === "required",
  });
  return h("label", {}, asked === "required" ? words : `${words} (optional)`, field);
}
