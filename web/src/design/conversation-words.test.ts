import { describe, expect, it } from "vitest";
import type { NoticeEntry } from "../api/conversation-log";
import { noticeWords } from "./conversation-words";

function notice(changes: Partial<NoticeEntry>): NoticeEntry {
  const empty = { to: null, reason: null, name: "", text: "", at: "2026-03-10T12:00:00Z", data: {} };
  return { kind: "notice", seq: 1, event: "handoff", ...empty, ...changes };
}

describe("noticeWords", () => {
  it("tells the customer that a person was asked, and who came", () => {
    expect(noticeWords(notice({ to: "waiting" }), "customer")).toBe("A person has been asked to take over");
    expect(noticeWords(notice({ to: "human", name: "Meera" }), "customer")).toBe("Meera joined");
    expect(noticeWords(notice({ to: "human" }), "customer")).toBe("A person joined");
  });

  it("tells staff the reason in words", () => {
    const words = noticeWords(notice({ to: "waiting", reason: "low_confidence" }), "staff");
    expect(words).toBe("Waiting for a person: the assistant was not sure");
  });

  it("does not tell the customer about ratings", () => {
    expect(noticeWords(notice({ event: "feedback" }), "customer")).toBeNull();
  });
});
