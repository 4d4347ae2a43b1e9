/** The one line over which the server tells what changes in the workspace's inbox; open while anybody listens. */
import { type Line, type LineState, type LiveFrame, openLine } from "./live";
import { staffSession } from "./session";

export interface FeedListener {
  onFrame: (frame: LiveFrame) => void;
  onState?: (state: LineState) => void;
}

const listeners = new Set<FeedListener>();
let line: Line | null = null;
let state: LineState = "connecting";

/** Returns what ends the listening. Whoever begins to listen learns the state of the line at once. */
export function listenToInbox(listener: FeedListener): () => void {
  listeners.add(listener);
  if (line === null) line = open();
  else listener.onState?.(state);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    line?.close();
    line = null;
  };
}

function open(): Line {
  return openLine({
    path: () => "/ws/inbox",
    token: staffSession.token,
    onFrame: (frame) => tell((listener) => listener.onFrame(frame)),
    onState: (next) => {
      state = next;
      tell((listener) => listener.onState?.(next));
    },
  });
}

function tell(how: (listener: FeedListener) => void): void {
  for (const listener of [...listeners]) how(listener);
}
