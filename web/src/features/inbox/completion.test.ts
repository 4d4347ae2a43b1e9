import { describe, expect, it } from "vitest";
import { completed, fitting, mentionedIn, triggerAt } from "./completion";

describe("triggerAt", () => {
  it("hears a sign at the beginning of a word", () => {
    expect(triggerAt("/ref", 4)).toEqual({ sign: "/", words: "ref", from: 0, to: 4 });
    expect(triggerAt("Look, @mee", 10)).toMatchObject({ sign: "@", words: "mee", from: 6 });
    expect(triggerAt("/", 1)).toMatchObject({ words: "" });
  });

  it("leaves addresses, fractions and mails alone", () => {
    for (const text of ["https://x", "and/or", "1/2", "asha@x.example", "/refund now"]) {
      expect(triggerAt(text, text.length)).toBeNull();
    }
  });

  it("puts the chosen words in its place, and the caret behind them", () => {
    const text = "Hello /ref and more";
    const trigger = triggerAt(text, 10);
    expect(trigger && completed(text, trigger, "your money comes back")).toEqual({
      text: "Hello your money comes back and more",
      caret: 28,
    });
  });
});

it("finds whom a note names, the longer name before the shorter", () => {
  const team = [
    { id: 1, name: "Meera" },
    { id: 2, name: "Meera Rao" },
    { id: 3, name: "Tom" },
  ];
  expect(mentionedIn("@Meera Rao, look; Tom knows", team)).toEqual([2]);
  expect(mentionedIn("@Meera and @Tom", team)).toEqual([1, 3]);
});

it("offers what begins with the words before what only holds them", () => {
  expect(fitting(["a refund", "refund", "hello"], "ref", (text) => [text])).toEqual(["refund", "a refund"]);
});
