/** How many rows became what. */
import type { ImportProgress } from "../../api/imports";
import { countWords } from "../../design/number-words";
import classes from "./imports.module.css";

export function ImportFigures({ progress }: { progress: ImportProgress }) {
  const figures = [
    { words: "Created", count: progress.created },
    { words: "Updated", count: progress.updated },
    { words: "Left out", count: progress.skipped },
    { words: "Failed", count: progress.failed },
  ];
  return (
    <dl className={classes.figures}>
      {figures.map(({ words, count }) => (
        <div key={words}>
          <dt>{words}</dt>
          <dd>{countWords(count)}</dd>
        </div>
      ))}
    </dl>
  );
}
