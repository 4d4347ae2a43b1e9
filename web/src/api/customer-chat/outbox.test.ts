import { describe, expect, it } from "vitest";
import type { MessageEntry } from "../conversation-log";
import { afterReload, notYetInLog, type OutgoingMessage } from "./outbox";

function waiting(key: string, fileNames: string[] = []): OutgoingMessage {
  return { key, text: "Hello", fileNames, status: "sending", reason: null };
}

function said(clientId: string | null): MessageEntry {
  return { kind: "message", seq: 1, clientId, text: "Hello" } as MessageEntry;
}

describe("notYetInLog", () => {
  it("lets go of what arrived under its own name, and of nothing that only reads the same", () => {
    const outbox = [waiting("a"), waiting("b")];
    expect(notYetInLog(outbox, [said("b"), said(null)])).toEqual([waiting("a")]);
  });
});

describe("afterReload", () => {
  it("goes on sending words, and asks for files again", () => {
    const [words, files] = afterReload([waiting("a"), waiting("b", ["plan.pdf"])]);
    expect(words).toEqual(waiting("a"));
    expect(files).toMatchObject({ status: "failed", text: "Hello" });
  });
});
