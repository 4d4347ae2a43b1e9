import { describe, expect, it } from "vitest";
import type { Proposal } from "../../api/assistant-shapes";
import type { ObjectMeta } from "../../api/objects";
import { changesOf, deedWords, leftWords, proposalState } from "./proposal-state";

const now = new Date("2026-03-02T10:00:00Z");
const proposal: Proposal = {
  id: "p",
  verb: "delete",
  object: "tasks",
  ids: [7],
  count: 1,
  preview: [],
  expires_at: "2026-03-02T10:12:30Z",
};
const tasks = [{ name: "tasks", label: "Task", label_plural: "Tasks" }] as ObjectMeta[];

describe("proposalState", () => {
  it("is what the server knows", () => {
    expect(proposalState(proposal, "confirmed", now)).toBe("confirmed");
    expect(proposalState(proposal, undefined, now)).toBeUndefined();
    expect(proposalState(proposal, "open", now)).toBe("open");
  });

  it("is over when its time is, also before the server says so", () => {
    expect(proposalState(proposal, "open", new Date("2026-03-02T10:12:30Z"))).toBe("expired");
  });
});

describe("words", () => {
  it("say the deed with its number", () => {
    expect(deedWords(proposal, tasks)).toBe("Move 1 task to the trash");
    expect(deedWords({ ...proposal, verb: "update", count: 1200 }, tasks)).toBe("Change 1,200 tasks");
    expect(deedWords({ ...proposal, verb: "send_email", object: "emails" }, tasks)).toBe("Send this email");
  });

  it("say how long a yes still counts", () => {
    expect(leftWords(proposal.expires_at, now)).toBe("12 min");
    expect(leftWords("2026-03-02T10:00:40Z", now)).toBe("40 s");
    expect(leftWords("2026-03-02T09:00:00Z", now)).toBe("0 s");
  });
});

it("sets each field before beside it after, with words for ids", () => {
  const item = {
    object: "tasks",
    id: 7,
    kind: "update",
    title: "Call",
    before: { lead_id: 1 },
    after: { lead_id: 2, city: "Pune" },
    labels: { lead_id: { before: "Asha", after: "Binu" } },
  };
  expect(changesOf(item)).toEqual([
    { field: "lead_id", old: 1, new: 2, old_label: "Asha", new_label: "Binu" },
    { field: "city", old: null, new: "Pune", old_label: undefined, new_label: undefined },
  ]);
});
