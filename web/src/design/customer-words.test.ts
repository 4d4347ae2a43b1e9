import { describe, expect, it } from "vitest";
import { foldEvents } from "../api/conversation-log";
import type { ChatView } from "../api/customer-chat/chat-view";
import type { ConversationEvent } from "../api/types";
import { answererWords, asksForScore, queueWords } from "./customer-words";

function event(seq: number, type: string, data: object, kind = "staff", name = "Meera"): ConversationEvent {
  return { seq, type, data, content: "", actor: { kind, name }, created_at: "" } as ConversationEvent;
}

const closed = (seq: number, csat: boolean) => event(seq, "handoff", { to: "resolved", csat });
const asks = (...events: ConversationEvent[]) =>
  asksForScore({ state: "resolved", log: foldEvents(events) } as ChatView);

describe("asksForScore", () => {
  it("asks once after each closing for which the desk asks", () => {
    expect(asks(closed(4, true))).toBe(true);
    expect(asks(closed(4, false))).toBe(false);
    expect(asks(closed(4, true), event(5, "feedback", { rating: "4", seq: null }, "customer"))).toBe(false);
    expect(asks(event(3, "feedback", { rating: "4", seq: null }, "customer"), closed(4, true))).toBe(true);
  });
});

describe("what a customer is told", () => {
  it("names who answers, the newest of several", () => {
    const taken = event(1, "handoff", { to: "human" });
    expect(answererWords("human", foldEvents([taken]))).toBe("Meera answers");
    const other = event(2, "message", {}, "staff", "Olga");
    expect(answererWords("human", foldEvents([taken, other]))).toBe("Olga answers");
    expect(answererWords("human", foldEvents([other, event(3, "handoff", { to: "human" })]))).toBe(
      "Meera answers",
    );
  });

  it("counts who waits for longer, and says when the team is back", () => {
    const here = { here: true, back_at: null, back: "" };
    const queue = (ahead: number, team = here) => queueWords({ state: "waiting", ahead, team });
    expect(queue(0)).toBe("You are next.");
    expect(queue(1)).toBe("One other customer is before you.");
    expect(queue(3, { ...here, here: false, back: "on Monday" })).toBe(
      "The team is away and back on Monday.",
    );
  });
});
