import { describe, expect, it } from "vitest";
import {
  fileWords,
  isBeingUndone,
  isUnderWay,
  matchWords,
  needsKey,
  outcomeWords,
  percentDone,
} from "./import-words";

const nothing = { done: 0, total: 0, created: 0, updated: 0, skipped: 0, failed: 0 };

describe("an import in words", () => {
  it("says only what happened", () => {
    expect(outcomeWords({ ...nothing, created: 1204, failed: 5 })).toBe("1,204 created, 5 failed");
    expect(outcomeWords({ ...nothing, updated: 2, skipped: 1 })).toBe("2 updated, 1 left out");
    expect(outcomeWords(nothing)).toBe("No rows");
  });

  it("never shows a full bar before the last row", () => {
    expect(percentDone({ done: 999, total: 1000 })).toBe(99);
    expect(percentDone({ done: 1000, total: 1000 })).toBe(100);
    expect(percentDone({ done: 0, total: 0 })).toBe(100);
  });

  it("tells the taking back from the writing", () => {
    const whole = { ...nothing, done: 10, total: 10 };
    expect(isBeingUndone({ status: "queued", progress: whole })).toBe(true);
    expect(isBeingUndone({ status: "queued", progress: { ...nothing, total: 10 } })).toBe(false);
    expect(isBeingUndone({ status: "done", progress: whole })).toBe(false);
  });

  it("says how the file was read", () => {
    const columns = [{ header: "Name", index: 0, field: "name", score: 1, samples: [] }];
    expect(fileWords({ rows: 1, columns, encoding: "utf-8", delimiter: ";" })).toBe(
      "1 row, 1 column, UTF-8, separated by semicolons",
    );
    expect(fileWords({ rows: 2, columns, encoding: null, delimiter: null })).toBe("2 rows, 1 column");
  });

  it("tells a sure match from a guess", () => {
    expect(matchWords("email", 1)).toBe("by its name");
    expect(matchWords("email", 0.6)).toBe("a guess, look");
    expect(matchWords("email", 0)).toBe("chosen");
    expect(matchWords(null, 0)).toBe("left out");
  });

  it("asks for a key wherever known records matter", () => {
    expect((["create", "update", "upsert", "skip"] as const).filter(needsKey)).toEqual([
      "update",
      "upsert",
      "skip",
    ]);
  });

  it("watches an import while it waits or runs", () => {
    expect(
      (["uploaded", "queued", "running", "done"] as const).filter((status) => isUnderWay({ status })),
    ).toEqual(["queued", "running"]);
  });
});
