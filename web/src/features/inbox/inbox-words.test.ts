import { describe, expect, it } from "vitest";
import type { NoticeEntry } from "../../api/conversation-log";
import type { ConversationEvent } from "../../api/types";
import { eventWords } from "./event-words";
import { isInLog } from "./outgoing";
import { ageOf, ageWords } from "./row-words";
import { chosenWith, nothingChosen, reachTo } from "./selection";
import { snoozeChoices } from "./snooze-times";

const now = new Date("2026-03-13T13:30:00Z");

function said(event: NoticeEntry["event"], name: string, data: Record<string, unknown>): string | null {
  const notice = {
    kind: "notice",
    seq: 1,
    to: null,
    reason: null,
    text: "",
    at: "",
    event,
    name,
    data,
  } as const;
  return eventWords(notice, { now, timeZone: "UTC" });
}

describe("eventWords", () => {
  it("says whose it is now, and by whom", () => {
    expect(said("assignment", "Olga", { to: 2, to_name: "Meera", by: "hand" })).toBe("Olga gave it to Meera");
    expect(said("assignment", "Meera", { to: 2, to_name: "Meera", by: "taken" })).toBe("Meera took it");
    expect(said("assignment", "", { to: 2, to_name: "Meera", by: "round_robin" })).toBe(
      "Given to Meera, who was next",
    );
    expect(said("assignment", "Olga", { from_name: "Meera", to: null, by: "hand" })).toBe(
      "Meera has it no longer",
    );
  });

  it("says who of the team closed it or opened it again, and when the customer did", () => {
    const notice = { kind: "notice", seq: 1, event: "handoff", text: "", at: "", data: {} } as const;
    const words = (to: string, reason: string, name: string) =>
      eventWords({ ...notice, to, reason, name }, { now, timeZone: "UTC" });
    expect(words("resolved", "resolved", "Olga")).toBe("Resolved: closed by Olga");
    expect(words("bot", "reopened", "Olga")).toBe("With the assistant: opened again by Olga");
    expect(words("waiting", "reopened", "")).toBe("Waiting for a person: the customer wrote again");
  });

  it("says what staff did with it", () => {
    const label = { id: 1, name: "Refund", color: "red" };
    expect(said("status", "Olga", { kind: "labels", added: [label], removed: [] })).toBe(
      "Olga labelled it “Refund”",
    );
    expect(said("status", "Olga", { kind: "snooze", until: null, why: "message" })).toBe(
      "Awake: the customer wrote",
    );
    expect(said("status", "Olga", { kind: "resolve", reason: "spam", note: "ad" })).toBe("Why: spam · “ad”");
    expect(said("status", "Olga", { kind: "resolve", reason: null, note: "" })).toBeNull();
    expect(said("feedback", "", { rating: 4, comment: "quick" })).toBe(
      "The customer rated the conversation: 4 of 5, “quick”",
    );
  });
});

it("says how old the oldest unanswered message is, and else when the last one was", () => {
  const times = { unanswered_since: null, waiting_since: null, last_message_at: "b", created_at: "a" };
  expect(ageOf(times)).toEqual({ at: "b", isUnanswered: false });
  expect(ageOf({ ...times, waiting_since: "w", unanswered_since: "u" })).toEqual({
    at: "u",
    isUnanswered: true,
  });
  expect(ageWords("2026-03-13T13:18:00Z", now)).toBe("12 min");
  expect(ageWords("2026-03-12T13:30:00Z", now)).toBe("24 h");
  expect(ageWords("2026-03-01T13:30:00Z", now)).toBe("12 d");
});

it("offers times by the clock of the workspace", () => {
  const choices = Object.fromEntries(
    snoozeChoices(now, "Asia/Kolkata").map(({ label, until }) => [label, until]),
  );
  expect(choices["In 1 hour"]).toBe("2026-03-13T14:30:00.000Z");
  // It is 19:00 there: no evening is left.
  expect(choices["This evening, 17:00"]).toBeUndefined();
  expect(choices["Tomorrow, 9:00"]).toBe("2026-03-14T03:30:00.000Z");
  expect(choices["Next Monday, 9:00"]).toBe("2026-03-16T03:30:00.000Z");
});

it("reaches with Shift from the one that was chosen last", () => {
  const order = ["a", "b", "c", "d"];
  const chosen = reachTo(chosenWith(nothingChosen, "b"), "d", order);
  expect([...chosen.ids]).toEqual(["b", "c", "d"]);
  expect([...chosenWith(chosen, "c").ids]).toEqual(["b", "d"]);
});

it("knows that a reply without an answer arrived all the same", () => {
  const event = { seq: 5, type: "message", actor: { kind: "staff", name: "Olga" }, content: "Hello " };
  const outgoing = { mode: "reply", text: "Hello", mentions: [], files: [] } as const;
  const isThere = (after: number, name: string) =>
    isInLog([event as ConversationEvent], after, { ...outgoing, mentions: [], files: [] }, name);
  expect(isThere(4, "Olga")).toBe(true);
  expect(isThere(5, "Olga")).toBe(false);
  expect(isThere(4, "Tom")).toBe(false);
});
