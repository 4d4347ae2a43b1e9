import { describe, expect, test } from "vitest";
import type { CrmRecord, FieldMeta } from "../../api/objects";
import { isLate } from "./lateness";

const now = new Date("2026-11-21T12:00:00Z");
const leads = { due_field: null, board: { field: "lead_status", value: null, final: ["Lost"] } };
const tasks = { due_field: "due_date", board: null };
const followUp: Pick<FieldMeta, "name" | "type"> = { name: "next_follow_up", type: "time" };
const due: Pick<FieldMeta, "name" | "type"> = { name: "due_date", type: "time" };

const record = (values: Record<string, unknown>) => ({ labels: {}, custom: {}, ...values }) as CrmRecord;

describe("what is due", () => {
  test("is late once its time has passed", () => {
    const lead = record({ next_follow_up: "2026-11-21T11:59:00Z", lead_status: "New" });
    expect(isLate(leads, lead, followUp, now)).toBe(true);
    expect(isLate(tasks, record({ due_date: "2026-11-20T09:00:00Z" }), due, now)).toBe(true);
  });

  test("is not late before, without a time, or once it is closed", () => {
    const open = { lead_status: "New" };
    expect(isLate(leads, record({ ...open, next_follow_up: "2026-11-21T12:01:00Z" }), followUp, now)).toBe(
      false,
    );
    expect(isLate(leads, record({ ...open, next_follow_up: null }), followUp, now)).toBe(false);
    const past = "2026-11-14T09:00:00Z";
    expect(isLate(leads, record({ lead_status: "Lost", next_follow_up: past }), followUp, now)).toBe(false);
    expect(isLate(tasks, record({ is_completed: true, due_date: past }), due, now)).toBe(false);
  });

  test("other times of the past are no worry", () => {
    const called = { name: "last_contacted", type: "time" } as const;
    expect(isLate(leads, record({ last_contacted: "2026-11-14T09:00:00Z" }), called, now)).toBe(false);
  });
});
