/** Walks through what was said before with the arrows, as in a terminal; the draft waits at the end. */
import { useState } from "react";

export interface Recall {
  /** The message one step earlier (1) or later (-1); null where there is none. */
  step: (direction: 1 | -1, written: string) => string | null;
  forget: () => void;
  /** True while something said before stands in the place of the draft. */
  isWalking: boolean;
}

export function useRecall(said: readonly string[]): Recall {
  const [place, setPlace] = useState(0);
  const [draft, setDraft] = useState("");
  return {
    step: (direction, written) => {
      const next = place + direction;
      if (next < 0 || next > said.length) return null;
      if (place === 0) setDraft(written);
      setPlace(next);
      return recalled(said, next, draft);
    },
    forget: () => setPlace(0),
    isWalking: place > 0,
  };
}

/** `back`: how many messages ago; 0 is the draft. */
export function recalled(said: readonly string[], back: number, draft: string): string {
  return back === 0 ? draft : (said[said.length - back] ?? draft);
}
