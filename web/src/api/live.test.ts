import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { eventOf, type LiveFrame, openConversationLine, waitAfter } from "./live";

class FakeSocket {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  onopen?: () => void;
  onmessage?: (message: { data: string }) => void;
  onclose?: (event: { code: number }) => void;

  constructor(
    readonly address: string,
    readonly protocols: string[],
  ) {
    FakeSocket.all.push(this);
  }

  send(text: string) {
    this.sent.push(text);
  }

  close() {}

  opens() {
    this.readyState = FakeSocket.OPEN;
    this.onopen?.();
  }

  says(frame: Partial<LiveFrame>) {
    this.onmessage?.({ data: JSON.stringify({ content: "", metadata: {}, ...frame }) });
  }
}

function latest(): FakeSocket {
  return FakeSocket.all[FakeSocket.all.length - 1] as FakeSocket;
}

describe("openConversationLine", () => {
  const page = new EventTarget();
  const states: string[] = [];
  const seen: number[] = [];

  beforeEach(() => {
    vi.useFakeTimers();
    FakeSocket.all = [];
    states.length = 0;
    seen.length = 0;
    const surroundings = {
      location: { origin: "https://desk.example" },
      setTimeout: globalThis.setTimeout,
      clearTimeout: globalThis.clearTimeout,
    };
    vi.stubGlobal("WebSocket", FakeSocket);
    vi.stubGlobal("document", Object.assign(new EventTarget(), { visibilityState: "visible" }));
    vi.stubGlobal("window", Object.assign(page, surroundings));
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function open() {
    return openConversationLine({
      reference: "a b",
      after: () => seen[seen.length - 1] ?? 0,
      token: () => "jwt",
      onFrame: (frame) => {
        const event = eventOf(frame);
        if (event) seen.push(event.seq);
      },
      onState: (state) => states.push(state),
    });
  }

  it("carries the sign-in beside the address, and goes on from the last event after a break", () => {
    const line = open();
    expect(latest().address).toBe("wss://desk.example/ws?session_id=a+b&after=0");
    expect(latest().protocols).toEqual(["frontdesk", "bearer.jwt"]);
    expect(line.send({ type: "message", content: "early" })).toBe(false);
    latest().opens();
    latest().says({ type: "event", metadata: { seq: 7 } });
    expect(line.send({ type: "message", content: "now" })).toBe(true);

    latest().onclose?.({ code: 1006 });
    vi.advanceTimersByTime(600);
    expect(FakeSocket.all).toHaveLength(2);
    expect(latest().address).toContain("after=7");
    expect(states).toEqual(["connecting", "open", "cut", "connecting"]);
    line.close();
  });

  it("does not ask again where the server said no", () => {
    open();
    latest().onclose?.({ code: 4404 });
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(1);
    expect(states.at(-1)).toBe("ended");
  });

  it("finds a line that died unnoticed, and comes back at once when the network does", () => {
    const line = open();
    latest().opens();
    latest().says({ type: "status" });
    const first = latest();
    vi.advanceTimersByTime(25_000);
    expect(first.sent.at(-1)).toContain("ping");
    vi.advanceTimersByTime(10_000);
    expect(states.at(-1)).toBe("cut");
    page.dispatchEvent(new Event("online"));
    expect(FakeSocket.all).toHaveLength(2);
    first.says({ type: "event", metadata: { seq: 1 } });
    expect(seen).toEqual([]);
    line.close();
    latest().onclose?.({ code: 1000 });
    vi.advanceTimersByTime(60_000);
    expect(FakeSocket.all).toHaveLength(2);
  });
});

describe("waitAfter", () => {
  it("grows, is bounded, and is never the same for all", () => {
    expect(waitAfter(0, 0)).toBe(250);
    expect(waitAfter(0, 1)).toBe(500);
    expect(waitAfter(3, 1)).toBe(4000);
    expect(waitAfter(30, 1)).toBe(15_000);
  });
});
