import { describe, expect, it } from "vitest";
import type { CrmRecord } from "../../api/objects";
import type { BoardColumn } from "../../api/record-shapes";
import { stagesOf, withMore, withMove, withRecord } from "./board-state";

const fields = { field: "status", value: "value" };

function deal(id: number, status: string, value: number | null): CrmRecord {
  return {
    id,
    status,
    value,
    created_at: "2026-11-01T00:00:00Z",
    updated_at: "2026-11-01T00:00:00Z",
    owner_id: null,
    custom: {},
    version: 1,
    deleted_at: null,
    labels: {},
  };
}

function board(): BoardColumn[] {
  const open = [deal(1, "lead", 0.2), deal(2, "lead", null)];
  return [
    { value: "lead", label: "Lead", count: 42, sum: 1000.1, items: open, next: "a" },
    { value: "won", label: "Won", count: 1, sum: 0.1, items: [deal(3, "won", 0.1)], next: null },
  ];
}

function ids(columns: BoardColumn[]): number[][] {
  return columns.map((column) => column.items.map(({ id }) => id));
}

describe("withMove", () => {
  it("puts the card on top and moves its count and its money", () => {
    const moved = withMove(board(), 1, "won", fields);
    expect(ids(moved)).toEqual([[2], [1, 3]]);
    expect(moved.map(({ count }) => count)).toEqual([41, 2]);
    expect(moved.map(({ sum }) => sum)).toEqual([999.9, 0.3]);
    expect(moved[1]?.items[0]?.status).toBe("won");
  });

  it("moves a card without money", () => {
    expect(withMove(board(), 2, "won", fields)[1]?.sum).toBe(0.1);
  });

  it("sums where nothing was to be summed before, and only there where money came", () => {
    const empty: BoardColumn = { value: "lost", label: "Lost", count: 0, sum: null, items: [], next: null };
    expect(withMove([...board(), empty], 1, "lost", fields)[2]?.sum).toBe(0.2);
    expect(withMove([...board(), empty], 2, "lost", fields)[2]?.sum).toBeNull();
  });

  it("changes nothing where the card stays or is not known", () => {
    const columns = board();
    expect(withMove(columns, 1, "lead", fields)).toBe(columns);
    expect(withMove(columns, 99, "won", fields)).toBe(columns);
  });

  it("writes the workspace's own field where the board is made by one", () => {
    const moved = withMove(board(), 1, "won", { field: "custom.round", value: null });
    expect(moved[1]?.items[0]?.custom).toEqual({ round: "won" });
    expect(moved[1]?.items[0]?.status).toBe("lead");
  });
});

describe("withRecord", () => {
  it("takes the server's record in place", () => {
    const columns = withRecord(board(), { ...deal(2, "lead", 7), version: 2 });
    expect(ids(columns)).toEqual([[1, 2], [3]]);
    expect(columns[0]?.items[1]?.version).toBe(2);
  });
});

describe("withMore", () => {
  it("appends the next cards and shows none twice", () => {
    const columns = withMore(board(), "lead", { items: [deal(3, "lead", 1), deal(4, "lead", 1)], next: "b" });
    expect(ids(columns)).toEqual([[1, 2, 4], [3]]);
    expect(columns[0]?.next).toBe("b");
  });
});

describe("stagesOf", () => {
  const empty = { count: 0, sum: 0, items: [], next: null };
  const columns = [
    ...board(),
    { ...empty, value: "demo", label: "Demo" },
    { ...empty, value: null, label: "No status" },
  ];

  function shown(stages: string[] | null, from = columns) {
    return stagesOf(from, stages).map(({ value }) => value);
  }

  it("shows every stage without a pipeline, but no column for nothing", () => {
    expect(shown(null)).toEqual(["lead", "won", "demo"]);
  });

  it("shows records without a stage where there are some", () => {
    expect(shown(null, [{ ...empty, value: null, label: "No status", count: 1 }])).toEqual([null]);
  });

  it("takes the pipeline's own stages in its order and hides no cards", () => {
    expect(shown(["demo", "lead"])).toEqual(["demo", "lead", "won"]);
    expect(shown(["won", "lead"])).toEqual(["won", "lead"]);
  });
});
