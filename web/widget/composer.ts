/** Where the visitor writes: Enter sends, Shift and Enter begins a new line, a draft survives a reload. */
import type { ChatStorage } from "../src/api/customer-chat/chat-storage";
import { mostFiles, takenKinds } from "../src/api/customer-chat/chosen-files";
import { h, icon, replace } from "./dom";

const longestMessage = 20_000;

interface ComposerWishes {
  storage: ChatStorage;
  onSend: (text: string, files: File[]) => void;
  onTyping: (isWriting: boolean) => void;
}

export class Composer {
  readonly element: HTMLFormElement;
  readonly field: HTMLTextAreaElement;
  private files: File[] = [];
  private readonly chosen = h("div", { class: "chosen" });
  private readonly picker = h("input", {
    type: "file",
    multiple: true,
    accept: takenKinds,
    hidden: true,
    tabindex: -1,
    "aria-label": "Files to send",
  });

  constructor(private readonly wishes: ComposerWishes) {
    this.field = h("textarea", {
      rows: 1,
      maxlength: longestMessage,
      "aria-label": "Your message",
      placeholder: "Write a message",
      enterkeyhint: "send",
      input: () => this.written(),
      keydown: (event: KeyboardEvent) => this.press(event),
    });
    this.field.value = wishes.storage.draft();
    this.picker.addEventListener("change", () => this.choose());
    const clip = h(
      "button",
      { type: "button", class: "tool", "aria-label": "Attach files", click: () => this.picker.click() },
      icon("clip"),
    );
    const submit = (event: Event) => {
      event.preventDefault();
      this.send();
    };
    this.element = h(
      "form",
      { class: "composer", submit },
      this.chosen,
      h(
        "div",
        {},
        clip,
        this.picker,
        this.field,
        h("button", { class: "filled send", "aria-label": "Send" }, icon("send")),
      ),
    );
  }

  private written(): void {
    this.wishes.storage.saveDraft(this.field.value);
    this.wishes.onTyping(this.field.value !== "");
    this.fitHeight();
  }

  private press(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  private send(): void {
    const text = this.field.value.trim();
    if (text === "" && this.files.length === 0) return;
    this.wishes.onSend(text, this.files);
    this.field.value = "";
    this.wishes.storage.saveDraft("");
    this.files = [];
    this.showFiles();
    this.fitHeight();
    this.field.focus();
  }

  private choose(): void {
    this.files = [...this.files, ...(this.picker.files ?? [])].slice(0, mostFiles);
    this.picker.value = "";
    this.showFiles();
    this.field.focus();
  }

  private showFiles(): void {
    const chips = this.files.map((file) => {
      const remove = () => {
        this.files = this.files.filter((one) => one !== file);
        this.showFiles();
        this.field.focus();
      };
      return h(
        "button",
        { type: "button", class: "file", "aria-label": `Remove ${file.name}`, click: remove },
        `${file.name} ×`,
      );
    });
    replace(this.chosen, ...chips);
  }

  private fitHeight(): void {
    this.field.style.height = "";
    if (this.field.scrollHeight > 0) this.field.style.height = `${this.field.scrollHeight + 2}px`;
  }
}
