/** A time as people say it, with the exact one on hover. */
import { exactTime, timeWords } from "./time-words";

export function When({ at, timeZone }: { at: string | null | undefined; timeZone?: string }) {
  if (!at) return <span>–</span>;
  return (
    <time dateTime={at} title={exactTime(at, timeZone)} className="figures">
      {timeWords(at, new Date(), timeZone)}
    </time>
  );
}
