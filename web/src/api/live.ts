/**
 * A socket that comes back by itself and goes on where it was cut off.
 *
 * What is stored comes as `event` frames, each with its number; after a break the log is read from the number that the page
 * has, so nothing is missed. No framework and no other module is needed here: the widget uses it too.
 */

export interface LiveEvent {
  seq: number;
  type: string;
  actor: { kind: "customer" | "bot" | "staff" | "system"; name: string };
  content: string;
  data: Record<string, unknown>;
  created_at: string;
}

export interface LiveFrame {
  type:
    | "text"
    | "tool_call"
    | "sources"
    | "complete"
    | "event"
    | "typing"
    | "presence"
    | "status"
    | "notification"
    | "error";
  content: string;
  metadata: Record<string, unknown>;
}

/** `ended`: the server said no, and asking again would not help. */
export type LineState = "connecting" | "open" | "cut" | "ended";

export interface LineWishes {
  /** Path and query, asked anew at each attempt: it holds the number of the last event. */
  path: () => string;
  /** A sign-in goes as a subprotocol, never in the address, which histories and logs keep. */
  token?: () => string | null;
  onFrame: (frame: LiveFrame) => void;
  onState?: (state: LineState) => void;
  /** Where the server answers pings, a line that has died unnoticed is found by them. */
  pings?: boolean;
  /** Another server than the page's own, for a widget on somebody else's site. */
  base?: string;
}

export interface Line {
  /** False where nothing could be sent: keep it, and send it again when the line is open. */
  send: (frame: { type: "message" | "typing" | "ping"; content?: string; id?: string }) => boolean;
  close: () => void;
}

const firstWait = 500;
const longestWait = 15_000;
const pingEvery = 25_000;
const answerWithin = 10_000;
/** 4000 + a status of HTTP: these stay as they are however often one asks. */
const hopeless = new Set([4401, 4403, 4404, 4413, 4422]);

export function openLine(wishes: LineWishes): Line {
  let socket: WebSocket | null = null;
  let isWanted = true;
  let failures = 0;
  let retry: number | undefined;
  let watch: number | undefined;

  function connect(): void {
    window.clearTimeout(retry);
    if (!isWanted || socket !== null) return;
    wishes.onState?.("connecting");
    const opened = new WebSocket(addressOf(wishes), protocols(wishes.token?.() ?? null));
    socket = opened;
    opened.onopen = () => wishes.onState?.("open");
    opened.onmessage = (message) => {
      if (socket === opened) hear(String(message.data));
    };
    opened.onclose = (event) => {
      if (socket === opened) lose(hopeless.has(event.code));
    };
  }

  function hear(text: string): void {
    const frame = JSON.parse(text) as LiveFrame;
    // A refusal comes over an open line too, and is no reason to ask again at once.
    if (frame.type !== "error") failures = 0;
    watchOver();
    wishes.onFrame(frame);
  }

  function watchOver(): void {
    window.clearTimeout(watch);
    if (!wishes.pings) return;
    watch = window.setTimeout(() => {
      send({ type: "ping" });
      watch = window.setTimeout(drop, answerWithin);
    }, pingEvery);
  }

  function lose(isEnded: boolean): void {
    window.clearTimeout(watch);
    socket = null;
    wishes.onState?.(isEnded ? "ended" : "cut");
    isWanted &&= !isEnded;
    if (!isWanted) return;
    retry = window.setTimeout(connect, waitAfter(failures));
    failures += 1;
  }

  /** A line that says nothing any more is let go without waiting for its goodbye. */
  function drop(): void {
    const dead = socket;
    if (dead === null) return;
    lose(false);
    dead.close();
  }

  function comeBack(): void {
    failures = 0;
    connect();
  }

  function wake(): void {
    if (document.visibilityState === "visible") comeBack();
  }

  function send(frame: { type: string; content?: string; id?: string }): boolean {
    if (socket?.readyState !== WebSocket.OPEN) return false;
    socket.send(JSON.stringify(frame));
    return true;
  }

  function close(): void {
    isWanted = false;
    window.clearTimeout(retry);
    window.clearTimeout(watch);
    window.removeEventListener("online", comeBack);
    window.removeEventListener("offline", drop);
    document.removeEventListener("visibilitychange", wake);
    const open = socket;
    socket = null;
    open?.close();
  }

  window.addEventListener("online", comeBack);
  window.addEventListener("offline", drop);
  document.addEventListener("visibilitychange", wake);
  connect();
  return { send, close };
}

export interface ConversationLineWishes extends Omit<LineWishes, "path"> {
  /** The secret of a session, or the id of a conversation beside a sign-in. */
  reference: string;
  /** The number of the last event that the page has. */
  after: () => number;
  userId?: string;
}

/** The line of one conversation. */
export function openConversationLine({ reference, after, userId, ...wishes }: ConversationLineWishes): Line {
  const who: Record<string, string> = userId === undefined ? {} : { user_id: userId };
  const path = () => `/ws?${new URLSearchParams({ session_id: reference, after: String(after()), ...who })}`;
  return openLine({ ...wishes, path, pings: true });
}

/** The stored event of a frame, null for every other frame. */
export function eventOf(frame: LiveFrame): LiveEvent | null {
  return frame.type === "event" ? (frame.metadata as unknown as LiveEvent) : null;
}

/** Half of the wait is chance, so that all who were cut off at once do not come back at once. */
export function waitAfter(failures: number, chance = Math.random()): number {
  const most = Math.min(longestWait, firstWait * 2 ** failures);
  return most / 2 + (most / 2) * chance;
}

function addressOf({ base, path }: LineWishes): string {
  const address = new URL(path(), base ?? window.location.origin);
  address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
  return address.href;
}

function protocols(token: string | null): string[] {
  return token === null ? ["frontdesk"] : ["frontdesk", `bearer.${token}`];
}
