import { describe, expect, it } from "vitest";
import { foldEvents, mergeEvents, messagesOf, thumbFrom } from "./conversation-log";
import type { ConversationEvent } from "./types";

type Kind = ConversationEvent["actor"]["kind"];

function event(
  seq: number,
  type: string,
  kind: Kind,
  content = "",
  data: ConversationEvent["data"] = {},
): ConversationEvent {
  return { seq, type, actor: { kind, name: "" }, content, data, created_at: "2026-03-10T12:00:00Z" };
}

const source = { id: "7", title: "Refunds", content: "Within five days.", score: 0.8, source: "faqs.json" };

describe("mergeEvents", () => {
  it("shows nothing twice and in order, whatever order the pages came in", () => {
    const first = event(1, "message", "customer", "Hi");
    const second = event(2, "message", "bot", "Hello");
    const third = event(3, "message", "customer", "Bye");
    expect(mergeEvents([first, second], [third, second]).map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(mergeEvents([third], [first, second]).map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it("keeps the same list where nothing is new, so that nothing is drawn again", () => {
    const known = [event(1, "message", "customer", "Hi")];
    expect(mergeEvents(known, [])).toBe(known);
  });
});

describe("foldEvents", () => {
  it("reads what was understood of a turn, the cited sources first", () => {
    const other = { ...source, id: "9" };
    const log = foldEvents([
      event(1, "message", "customer", "Where is my money?"),
      event(2, "message", "bot", "Within five days. [1]", {
        category: "Billing",
        sentiment: "Negative",
        priority: 7,
        confidence: 0.91,
        escalated: false,
        kb_results: [source, other, "broken"],
        cited: ["7"],
        suggested_actions: ["How do I cancel?", 5],
      }),
    ]);
    const turn = messagesOf(log)[1]?.turn;
    expect(turn).toMatchObject({ category: "Billing", sentiment: "Negative", priority: 7, citedCount: 1 });
    expect(turn?.sources).toEqual([source, other]);
    expect(turn?.suggestedActions).toEqual(["How do I cancel?"]);
    expect(log.lastSeq).toBe(2);
  });

  it("follows who speaks through the handoffs", () => {
    const events = [
      event(1, "message", "customer", "Hi"),
      event(2, "handoff", "system", "", { from: "bot", to: "waiting", reason: "requested" }),
      event(3, "handoff", "staff", "", { from: "waiting", to: "human", reason: "taken" }),
    ];
    expect(foldEvents(events.slice(0, 1)).state).toBe("bot");
    expect(foldEvents(events.slice(0, 2)).state).toBe("waiting");
    expect(foldEvents(events).state).toBe("human");
    expect(foldEvents([event(1, "handoff", "system", "", { to: "elsewhere" })]).state).toBe("bot");
  });

  it("puts a rating at the answer it rates, the last one counting", () => {
    const log = foldEvents([
      event(1, "message", "customer", "Hi"),
      event(2, "message", "bot", "Hello"),
      event(3, "feedback", "customer", "", { rating: "up", seq: 2 }),
      event(4, "feedback", "customer", "Too long", { rating: "down", seq: 2 }),
    ]);
    expect(messagesOf(log)[1]).toMatchObject({ thumb: "down", comment: "Too long" });
    expect(log.entries).toHaveLength(2);
  });

  it("shows a rating of the whole conversation as a notice", () => {
    const log = foldEvents([event(1, "feedback", "customer", "", { rating: "5", seq: null })]);
    expect(log.entries).toMatchObject([{ kind: "notice", event: "feedback" }]);
  });

  it("keeps notes apart from messages", () => {
    const log = foldEvents([event(1, "note", "staff", "Call back")]);
    expect(log.entries[0]?.kind).toBe("note");
    expect(messagesOf(log)).toEqual([]);
  });
});

describe("thumbFrom", () => {
  it.each([
    ["up", "up"],
    ["down", "down"],
    [5, "up"],
    ["1", "down"],
    [3, null],
    [null, null],
  ])("reads %s as %s", (rating, thumb) => {
    expect(thumbFrom(rating)).toBe(thumb);
  });
});
