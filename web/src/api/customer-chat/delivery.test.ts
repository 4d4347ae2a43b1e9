import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problemFrom, unreachable } from "../problem";
import type { ChatLine } from "./chat-line";
import { Delivery } from "./delivery";
import type { DeskCalls } from "./desk-calls";
import type { OutgoingMessage } from "./outbox";

const message: OutgoingMessage = { key: "k", text: "Hello", fileNames: [], status: "sending", reason: null };

function desk(isOpen: boolean) {
  const line = { state: isOpen ? "open" : "cut", isPolling: false, send: vi.fn(() => isOpen) };
  const say = vi.fn(() => Promise.resolve());
  const fail = vi.fn();
  const delivery = new Delivery({
    calls: { say } as unknown as DeskCalls,
    begun: () => Promise.resolve("session"),
    line: () => line as unknown as ChatLine,
    outbox: () => [message],
    fail,
    read: () => Promise.resolve(),
  });
  return { delivery, line, say, fail };
}

describe("Delivery", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("window", { setTimeout: globalThis.setTimeout });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("sends words over the line and files past it", async () => {
    const { delivery, line, say } = desk(true);
    await delivery.one(message);
    expect(line.send).toHaveBeenCalledWith({ type: "message", content: "Hello", id: "k" });
    const file = new File(["x"], "x.txt");
    delivery.keepFiles("f", [file]);
    await delivery.one({ ...message, key: "f" });
    expect(say).toHaveBeenCalledExactlyOnceWith("session", "Hello", "f", [file]);
  });

  it("goes past a line that does not come, and leaves words without a network to the line", async () => {
    const { delivery, say, fail } = desk(false);
    say.mockRejectedValueOnce(unreachable());
    await delivery.one(message);
    expect(say).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5000);
    expect(say).toHaveBeenCalledTimes(1);
    expect(fail).not.toHaveBeenCalled();

    say.mockRejectedValueOnce(problemFrom(422, { detail: "Too long" }));
    await delivery.one(message);
    await vi.advanceTimersByTimeAsync(5000);
    expect(fail).toHaveBeenCalledExactlyOnceWith("k", "Too long");
  });
});
