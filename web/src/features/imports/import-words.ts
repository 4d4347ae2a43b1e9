/** An import in words: what it will do, how far it is, what came of it. */
import type { ImportAction, ImportMode, ImportProgress, ImportStatus, RecordImport } from "../../api/imports";
import { counted, countWords } from "../../design/number-words";

export const modeWords: Record<ImportMode, { title: string; about: string }> = {
  upsert: {
    title: "Create new, update known",
    about: "A row whose key is known changes that record; all others become new.",
  },
  create: { title: "Create all", about: "Every row becomes a new record, also one that is here already." },
  skip: { title: "Create new only", about: "A row whose key is known is left out." },
  update: { title: "Update known only", about: "A row whose key is not known is left out." },
};

/** Only plain creation needs nothing to recognise a record by. */
export function needsKey(mode: ImportMode): boolean {
  return mode !== "create";
}

export const actionWords: Record<ImportAction, string> = {
  create: "New",
  update: "Update",
  skip: "Left out",
};

export const statusMarks: Record<ImportStatus, { shape: string; tone: string; words: string }> = {
  uploaded: { shape: "○", tone: "warning", words: "Not started" },
  queued: { shape: "○", tone: "accent", words: "Waits its turn" },
  running: { shape: "●", tone: "accent", words: "Running" },
  done: { shape: "✓", tone: "success", words: "Done" },
  failed: { shape: "◆", tone: "danger", words: "Stopped" },
  undone: { shape: "●", tone: "quiet", words: "Undone" },
};

export function isUnderWay({ status }: Pick<RecordImport, "status">): boolean {
  return status === "queued" || status === "running";
}

/** A long import is taken back in the background too: it waits again, with all its rows done. */
export function isBeingUndone({ status, progress }: Pick<RecordImport, "status" | "progress">): boolean {
  return isUnderWay({ status }) && progress.total > 0 && progress.done >= progress.total;
}

/** 0 to 100; a file without rows is done from the start. */
export function percentDone({ done, total }: Pick<ImportProgress, "done" | "total">): number {
  return total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total));
}

/** "1,204 created, 30 updated, 2 left out, 5 failed"; what did not happen is not said. */
export function outcomeWords(progress: ImportProgress): string {
  const parts: [number, string][] = [
    [progress.created, "created"],
    [progress.updated, "updated"],
    [progress.skipped, "left out"],
    [progress.failed, "failed"],
  ];
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${countWords(count)} ${words}`);
  return said.length > 0 ? said.join(", ") : "No rows";
}

/** What was read: "1,204 rows, 8 columns, UTF-8, separated by a semicolon". */
export function fileWords(file: Pick<RecordImport, "rows" | "columns" | "encoding" | "delimiter">): string {
  const separator = file.delimiter ? separatorWords[file.delimiter] : undefined;
  return [
    counted(file.rows, "row"),
    counted(file.columns.length, "column"),
    file.encoding?.toUpperCase(),
    separator && `separated by ${separator}`,
  ]
    .filter(Boolean)
    .join(", ");
}

const separatorWords: Record<string, string> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

/** How sure the match of a column is: shown as a word, so that a guess is looked at. */
export function matchWords(field: string | null, score: number): string {
  if (field === null) return "left out";
  if (score >= 0.9) return "by its name";
  return score > 0 ? "a guess, look" : "chosen";
}
