import { describe, expect, it } from "vitest";
import type { Answer } from "../../api/assistant-shapes";
import type { ObjectMeta } from "../../api/objects";
import { engineWords, outcomeMark, spokenAnswer, touchedObjects, writesOf, writeWords } from "./turn-words";

const objects = [{ name: "leads", label: "Lead", label_plural: "Leads" }] as ObjectMeta[];
const answer: Answer = {
  response: "2 leads in Pune: Asha, Binu.",
  source_type: "crm",
  outcome: "answered",
  query: null,
  records: null,
  value: null,
  groups: [],
  changes: [],
  proposal: null,
  choices: [],
  email: null,
  suggested_actions: [],
  engine: "local",
  response_time_ms: 8,
  tokens_used: 0,
};
const change = (id: number, undo_id: string) => ({ verb: "update" as const, object: "leads", id, undo_id });

describe("writes", () => {
  it("put together what is taken back together", () => {
    const writes = writesOf([change(1, "a"), change(2, "a"), change(3, "b")]);
    expect(writes.map(({ ids, undoId }) => [ids, undoId])).toEqual([
      [[1, 2], "a"],
      [[3], "b"],
    ]);
    expect(writes.map((write) => writeWords(write, objects))).toEqual(["2 leads changed", "1 lead changed"]);
  });

  it("tell what must be read again", () => {
    expect(touchedObjects({ ...answer, changes: [change(1, "a"), change(2, "a")] })).toEqual(["leads"]);
    expect(touchedObjects(answer)).toEqual([]);
  });
});

describe("what a turn says of itself", () => {
  it("names its engine and its time", () => {
    expect(engineWords(answer)).toBe("Local engine, 8 ms");
    expect(
      engineWords({ ...answer, engine: "openai:gpt-4o-mini", response_time_ms: 1400, tokens_used: 812 }),
    ).toBe("gpt-4o-mini, 1.4 s, 812 tokens");
  });

  it("marks an end that is not plain from what is shown", () => {
    expect(outcomeMark(answer)).toBeNull();
    expect(outcomeMark({ ...answer, outcome: "done" })?.words).toBe("Done");
    expect(outcomeMark({ ...answer, outcome: "done", changes: [change(1, "a")] })).toBeNull();
    expect(outcomeMark({ ...answer, outcome: "conflict" })?.words).toContain("nothing was done");
  });

  it("tells who listens what stands below the words", () => {
    expect(spokenAnswer(answer, objects)).toBe(answer.response);
    const records = { object: "leads", ids: [1, 2], total: 2 };
    expect(spokenAnswer({ ...answer, records }, objects)).toBe(
      `${answer.response} A list of 2 leads follows.`,
    );
    const choices = [
      { label: "a", message: "a" },
      { label: "b", message: "b" },
    ];
    expect(spokenAnswer({ ...answer, choices }, objects)).toContain("2 choices to take.");
  });
});
