/** Reads each new answer to a screen reader once, politely; what was said before this was opened is not read again. */
import { useQuery } from "@tanstack/react-query";
import type { Exchange } from "../../api/assistant-shapes";
import { objectsQuery } from "../../api/objects";
import { asProblem } from "../../api/problem";
import classes from "./blocks.module.css";
import { spokenAnswer } from "./turn-words";

interface AnnouncerProps {
  fresh: Exchange | null;
  error: unknown;
}

export function Announcer({ fresh, error }: AnnouncerProps) {
  const objects = useQuery(objectsQuery).data ?? [];
  return (
    <div role="status" aria-label="New answers" className={classes.hidden}>
      {error ? asProblem(error).detail : fresh && <p key={fresh.id}>{spokenAnswer(fresh.answer, objects)}</p>}
    </div>
  );
}
