import { describe, expect, it } from "vitest";
import type { ObjectMeta } from "../../api/objects";
import { textOf, withoutSaved } from "./email-text";
import { examplesFor } from "./example-sentences";
import { recalled } from "./use-recall";

function object(name: string, label: string, may: boolean): ObjectMeta {
  const rights = { create: may, update: may, delete: may };
  return { name, label, label_plural: `${label}s`, synonyms: [] as string[], rights } as ObjectMeta;
}

const all = (may: boolean) =>
  [
    ["leads", "Lead"],
    ["tasks", "Task"],
    ["deals", "Deal"],
    ["emails", "Email"],
    ["notes", "Note"],
  ].map(([name = "", label = ""]) => object(name, label, may));

describe("recalled", () => {
  it("goes back from the last message, and returns to the draft", () => {
    const said = ["first", "second"];
    expect([1, 2, 0].map((back) => recalled(said, back, "draft"))).toEqual(["second", "first", "draft"]);
  });
});

describe("examplesFor", () => {
  it("names a lead that is there", () => {
    const sentences = examplesFor(all(true), "Guna", null).flatMap((group) => group.sentences);
    expect(sentences).toContain("Give me full summary of lead Guna");
    expect(sentences).toContain("Draft follow-up email for lead Guna");
  });

  it("offers nothing that would be refused", () => {
    expect(examplesFor(all(false), "Guna", null).map(({ title }) => title)).toEqual(["Ask"]);
    expect(examplesFor([], undefined, null)).toEqual([]);
  });

  it("speaks of the record that is open", () => {
    const about = (object: string) =>
      examplesFor(all(true), "Guna", { object, title: "Asha" }).flatMap((group) => group.sentences);
    expect(about("deals")).toEqual(["Summarise this deal", "Mark this deal as won"]);
    expect(about("leads")).toContain("Remind me to call Asha tomorrow at 4pm");
    expect(about("notes")).toContain("Draft follow-up email for lead Guna");
  });
});

describe("a draft", () => {
  it("keeps what was typed while the words before were being saved", () => {
    expect(withoutSaved({ subject: "Hello there", body: "Hi" }, { subject: "Hello", body: "Hi" })).toEqual({
      subject: "Hello there",
    });
  });

  it("is empty text where the record has none", () => {
    expect(textOf({ to_email: null, subject: "Hi" })).toEqual({ to_email: "", subject: "Hi", body: "" });
  });
});
