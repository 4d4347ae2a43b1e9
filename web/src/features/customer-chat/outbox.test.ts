import { describe, expect, it } from "vitest";
import type { MessageEntry } from "../../api/conversation-log";
import { afterReload, notYetInLog, type OutgoingMessage } from "./outbox";

function outgoing(key: string, text: string, afterSeq: number): OutgoingMessage {
  return { key, text, afterSeq, status: "sending", reason: null };
}

function said(seq: number, text: string, speaker: MessageEntry["speaker"] = "customer"): MessageEntry {
  const rest = { name: "", at: "2026-03-10T12:00:00Z", turn: null, thumb: null, comment: null };
  return { kind: "message", seq, speaker, text, ...rest };
}

describe("notYetInLog", () => {
  it("drops a message once the log holds it", () => {
    expect(notYetInLog([outgoing("a", "Hello", 0)], [said(1, "Hello")])).toEqual([]);
  });

  it("keeps a message whose words were said before it was sent, or by the other side", () => {
    const waiting = outgoing("a", "Hello", 4);
    expect(notYetInLog([waiting], [said(1, "Hello"), said(5, "Hello", "bot")])).toEqual([waiting]);
  });

  it("lets one event account for one message only", () => {
    const first = outgoing("a", "Hello", 0);
    const second = outgoing("b", "Hello", 0);
    expect(notYetInLog([first, second], [said(1, "Hello")])).toEqual([second]);
    expect(notYetInLog([first, second], [said(1, "Hello"), said(2, "Hello")])).toEqual([]);
  });
});

describe("afterReload", () => {
  it("offers what was under way to be sent again", () => {
    const [kept] = afterReload([outgoing("a", "Hello", 0)]);
    expect(kept).toMatchObject({ text: "Hello", status: "failed" });
    expect(kept?.reason).not.toBeNull();
  });
});
