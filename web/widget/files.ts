/** The files of a message: saved by a click, never opened in the page. */
import type { MessageFile } from "../src/api/conversation-log";
import { saveFile } from "../src/api/customer-chat/chosen-files";
import type { LiveChat } from "../src/api/customer-chat/live-chat";
import { asProblem } from "../src/api/problem";
import { h, setText } from "./dom";

export function fileList(files: MessageFile[], chat: LiveChat): HTMLElement | null {
  if (files.length === 0) return null;
  return h(
    "ul",
    { class: "files", "aria-label": "Files" },
    ...files.map((file) => h("li", {}, fileButton(file, chat))),
  );
}

function fileButton({ id, name }: MessageFile, chat: LiveChat): HTMLButtonElement {
  const button = h("button", { type: "button", class: "file", title: "Save the file" }, name);
  button.addEventListener("click", () => {
    chat.file(id).then(
      (content) => saveFile(content, name),
      (error: unknown) => setText(button, `${name}: ${asProblem(error).detail}`),
    );
  });
  return button;
}
