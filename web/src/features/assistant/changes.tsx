/** What a turn wrote: each write with its records and its undo. */
import { useQuery } from "@tanstack/react-query";
import type { Change } from "../../api/assistant-shapes";
import { objectNamed, objectsQuery, titleOf } from "../../api/objects";
import { recordsByIdsQuery } from "../../api/records";
import { Mark } from "../../design/marks";
import classes from "./blocks.module.css";
import { RecordCard } from "./record-card";
import { RecordLink } from "./record-link";
import { type Write, writesOf, writeWords } from "./turn-words";
import { UndoWrite } from "./undo-write";

const mostNamed = 5;

export function Changes({ changes }: { changes: readonly Change[] }) {
  const writes = writesOf(changes);
  return (
    <div className={classes.block}>
      {writes.map((write) => (
        <OneWrite
          key={`${write.undoId} ${write.verb} ${write.object} ${write.ids[0]}`}
          write={write}
          isOnly={writes.length === 1}
        />
      ))}
    </div>
  );
}

/** The only write of a turn was told by its words already. */
function OneWrite({ write, isOnly }: { write: Write; isOnly: boolean }) {
  const objects = useQuery(objectsQuery).data ?? [];
  const meta = objectNamed(objects, write.object);
  const named = write.ids.slice(0, mostNamed);
  const isGone = write.verb === "delete";
  const records = useQuery({ ...recordsByIdsQuery(write.object, named), enabled: !isGone }).data ?? [];
  const words = writeWords(write, objects);
  const [only] = write.ids.length === 1 ? records : [];
  return (
    <div className={classes.write}>
      <div className={classes.writeHead}>
        <Mark shape="✓" tone="success" words={isOnly ? "Done" : words} />
        <UndoWrite undoId={write.undoId} words={words} />
      </div>
      {meta && only && <RecordCard meta={meta} record={only} />}
      {only === undefined && records.length > 0 && (
        <div className={classes.named}>
          {records.map((record) => (
            <RecordLink key={record.id} object={write.object} id={record.id}>
              {titleOf(record)}
            </RecordLink>
          ))}
          {write.ids.length > records.length && (
            <span className={classes.aside}>and {write.ids.length - records.length} more</span>
          )}
        </div>
      )}
    </div>
  );
}
