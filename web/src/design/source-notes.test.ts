import { describe, expect, it } from "vitest";
import { answerParts, fitWords, withoutNotes } from "./source-notes";

describe("answerParts", () => {
  it("turns a mark into a note and takes the space before it along", () => {
    expect(answerParts("Follow the link [1]. Then wait [2]", 2)).toEqual([
      { kind: "text", text: "Follow the link" },
      { kind: "note", number: 1 },
      { kind: "text", text: ". Then wait" },
      { kind: "note", number: 2 },
    ]);
  });

  it("leaves marks alone that name no source", () => {
    expect(answerParts("See [3] and [0]", 2)).toEqual([{ kind: "text", text: "See [3] and [0]" }]);
  });

  it("has no parts for no words", () => {
    expect(answerParts("", 3)).toEqual([]);
  });
});

describe("withoutNotes", () => {
  it("gives the words alone, to be read aloud", () => {
    expect(withoutNotes("Follow the link [1]. Done.", 1)).toBe("Follow the link. Done.");
  });
});

describe("fitWords", () => {
  it.each([
    [0.91, "fits well, 0.91"],
    [0.6, "fits, 0.60"],
    [0.2, "fits loosely, 0.20"],
  ])("says %s as %s", (score, words) => {
    expect(fitWords(score)).toBe(words);
  });
});
