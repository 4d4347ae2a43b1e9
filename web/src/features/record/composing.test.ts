import { describe, expect, it } from "vitest";
import type { FieldMeta, ObjectMeta } from "../../api/objects";
import { bodyOf, compositionsFor, startingValues, unfilled } from "./composing";

function field(name: string, type: string, changes: Partial<FieldMeta> = {}): FieldMeta {
  return { name, label: name, type, own: false, default: null, ...changes } as FieldMeta;
}

function object(name: string, fields: FieldMeta[], canCreate = true): ObjectMeta {
  return { name, fields, rights: { create: canCreate } } as unknown as ObjectMeta;
}

const toLead = field("lead_id", "relation", { object: "leads" });
const toDeal = field("deal_id", "relation", { object: "deals" });
const objects = [
  object("notes", [field("content", "long_text"), toLead, toDeal]),
  object("calls", [
    field("direction", "choice"),
    field("started_at", "time"),
    field("notes", "long_text"),
    toLead,
  ]),
  object("emails", [
    field("direction", "choice"),
    field("subject", "text"),
    field("status", "choice"),
    toLead,
  ]),
  object("tasks", [
    field("title", "text", { required: true }),
    field("priority", "choice", { default: "medium" }),
    toLead,
    toDeal,
  ]),
  object("meetings", [field("title", "text"), toLead]),
  object("activities", [field("subject", "text"), field("occurred_at", "time"), toLead, toDeal]),
];
const now = new Date("2026-11-21T10:00:00Z");

function composition(subject: string, kind: string) {
  const found = compositionsFor(subject, objects).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not offered for ${subject}`);
  return found;
}

describe("what can be written about a record", () => {
  it("is each kind as its own object where that can point at the record", () => {
    const offered = compositionsFor("leads", objects).map(({ kind, meta, link }) => [kind, meta.name, link]);
    expect(offered).toEqual([
      ["note", "notes", "lead_id"],
      ["call", "calls", "lead_id"],
      ["email", "emails", "lead_id"],
      ["task", "tasks", "lead_id"],
      ["meeting", "meetings", "lead_id"],
    ]);
  });

  it("is an activity where it cannot", () => {
    expect(composition("deals", "call").meta.name).toBe("activities");
    expect(bodyOf(composition("deals", "call"), { subject: "Rang back" }, 7)).toEqual({
      activity_type: "call",
      subject: "Rang back",
      deal_id: 7,
    });
  });

  it("leaves out what points nowhere near the record, or may not be made", () => {
    expect(compositionsFor("courses", objects)).toEqual([]);
    const readOnly = objects.map((one) => object(one.name, one.fields, false));
    expect(compositionsFor("leads", readOnly)).toEqual([]);
  });

  it("starts with the definition's choices and the present time", () => {
    expect(startingValues(composition("leads", "task"), now)).toEqual({ title: null, priority: "medium" });
    expect(startingValues(composition("leads", "call"), now)).toEqual({
      direction: "outbound",
      started_at: "2026-11-21T10:00:00.000Z",
      notes: null,
    });
  });

  it("records an email as what it was: sent or received", () => {
    const email = composition("leads", "email");
    expect(bodyOf(email, { direction: "received", subject: "Fees" }, 3)).toMatchObject({
      status: "received",
      lead_id: 3,
    });
    expect(bodyOf(email, { direction: "sent", subject: "Fees" }, 3)).toMatchObject({ status: "sent" });
  });

  it("cannot be kept without what its object requires", () => {
    const task = composition("leads", "task");
    expect(unfilled(task, { title: "  " }).map(({ name }) => name)).toEqual(["title"]);
    expect(unfilled(task, { title: "Send the fees" })).toEqual([]);
  });
});
