import { describe, expect, it } from "vitest";
import type { ObjectMeta } from "../../api/objects";
import { dataWords, isLongText } from "./timeline-words";

const calls = {
  fields: [{ name: "outcome", choices: [{ value: "no_answer", label: "No answer", colour: null }] }],
} as unknown as ObjectMeta;

describe("an entry of the timeline in words", () => {
  it("says the outcome as the form does, and how long it took", () => {
    expect(dataWords({ outcome: "no_answer", duration_seconds: 40 }, calls)).toBe("No answer, 40 seconds");
    expect(dataWords({ status: "scheduled", duration_minutes: 45, location: "Pune" }, undefined)).toBe(
      "scheduled, Pune, 45 min",
    );
    expect(dataWords({ duration_seconds: 320 }, calls)).toBe("5 min");
  });

  it("names a priority only where it presses", () => {
    expect(dataWords({ status: "todo", priority: "medium" }, undefined)).toBe("todo");
    expect(dataWords({ status: "todo", priority: "urgent" }, undefined)).toBe("todo, urgent");
  });

  it("folds what is longer than a few lines, by its letters or its breaks", () => {
    expect(isLongText("Dear Jane,\n\nthe fee is 45,000.\n\nMeera", 6)).toBe(false);
    expect(isLongText("a\n".repeat(7), 6)).toBe(true);
    expect(isLongText("word ".repeat(120), 6)).toBe(true);
  });
});
