/** The time, told anew every few seconds while something waits for it. */
import { useEffect, useState } from "react";

const step = 5_000;

export function useNow(isWaiting: boolean): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setNow(new Date()), step);
    return () => clearInterval(timer);
  }, [isWaiting]);
  return now;
}
