/** Tells the customer and colleagues that a reply is being written: now and then while it is, once when it ends. */
import { useEffect, useRef } from "react";

const againAfter = 2_500;
const endsAfter = 5_000;

export function useTellTyping(tell: (isOn: boolean) => unknown): { typed: () => void; ended: () => void } {
  const latest = useRef(tell);
  latest.current = tell;
  const toldAt = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  function ended() {
    clearTimeout(timer.current);
    if (toldAt.current === 0) return;
    toldAt.current = 0;
    latest.current(false);
  }

  function typed() {
    clearTimeout(timer.current);
    timer.current = setTimeout(ended, endsAfter);
    if (Date.now() - toldAt.current < againAfter) return;
    toldAt.current = Date.now();
    latest.current(true);
  }

  useEffect(
    () => () => {
      clearTimeout(timer.current);
      if (toldAt.current !== 0) latest.current(false);
    },
    [],
  );
  return { typed, ended };
}
