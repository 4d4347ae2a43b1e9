/** How it went, asked once when the conversation was closed. */
import type { LiveChat } from "../src/api/customer-chat/live-chat";
import { asProblem } from "../src/api/problem";
import { scores } from "../src/design/customer-words";
import { h, setText } from "./dom";

export function scoreForm(chat: LiveChat): HTMLFormElement {
  const comment = h("input", {
    maxlength: 2000,
    "aria-label": "Comment",
    placeholder: "Anything to add? (optional)",
  });
  const more = h(
    "div",
    { class: "more", hidden: true },
    comment,
    h("button", { class: "filled" }, "Send rating"),
  );
  const trouble = h("p", { role: "alert" });
  const choices = scores.map(({ value, words }) =>
    h(
      "label",
      {},
      h("input", { type: "radio", name: "score", value, change: () => more.removeAttribute("hidden") }),
      h("b", { "aria-hidden": "true" }, String(value)),
      h("span", {}, words),
    ),
  );
  const form = h(
    "form",
    { class: "score" },
    h("fieldset", {}, h("legend", {}, "How did we do?"), ...choices),
    more,
    trouble,
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = Number(new FormData(form).get("score"));
    const chosen = scores.find(({ value }) => value === given);
    if (!chosen) return;
    chat
      .rate(null, chosen.value, comment.value.trim())
      .catch((error: unknown) => setText(trouble, asProblem(error).detail));
  });
  return form;
}
