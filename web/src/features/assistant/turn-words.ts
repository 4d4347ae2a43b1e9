/** What a turn says about itself in words: what it touched, how it ended, who answered; pure. */
import type { Answer, Change } from "../../api/assistant-shapes";
import type { ObjectMeta } from "../../api/objects";
import { counted } from "../../design/number-words";
import { durationWords } from "../../design/time-words";

/** The objects whose records are not what they were. */
export function touchedObjects(answer: Answer): string[] {
  const changed = (answer.changes ?? []).map(({ object }) => object);
  const mailed = answer.email === null ? [] : ["emails"];
  return [...new Set([...changed, ...mailed])];
}

const verbWords: Record<string, string> = {
  create: "created",
  update: "changed",
  delete: "moved to the trash",
  restore: "restored",
  merge: "merged",
  send_email: "sent",
};

/** One write with all its records: "3 leads changed". */
export interface Write {
  verb: string;
  object: string;
  ids: number[];
  undoId: string;
}

/** Changes that are taken back together stand together. */
export function writesOf(changes: readonly Change[]): Write[] {
  const writes = new Map<string, Write>();
  for (const { verb, object, id, undo_id } of changes) {
    const key = `${undo_id} ${verb} ${object}`;
    const write = writes.get(key) ?? { verb, object, ids: [], undoId: undo_id };
    write.ids.push(id);
    writes.set(key, write);
  }
  return [...writes.values()];
}

export function writeWords({ verb, object, ids }: Write, objects: readonly ObjectMeta[]): string {
  return `${countedRecords(ids.length, object, objects)} ${verbWords[verb] ?? verb}`;
}

/** "1 lead", "12 leads". */
export function countedRecords(count: number, object: string, objects: readonly ObjectMeta[]): string {
  const meta = objects.find(({ name }) => name === object);
  const [one, many] = meta
    ? [meta.label.toLowerCase(), meta.label_plural.toLowerCase()]
    : [object.replace(/s$/, ""), object];
  return counted(count, one, many);
}

/** How a turn ended, where that is not plain from what it shows: changes and mails bear marks of their own. */
export function outcomeMark({ outcome, changes, email }: Pick<Answer, "outcome" | "changes" | "email">) {
  switch (outcome) {
    case "done":
      return changes?.length || email ? null : { shape: "✓", tone: "success", words: "Done" };
    case "refused":
      return { shape: "■", tone: "quiet", words: "Not done" };
    case "conflict":
      return { shape: "◆", tone: "warning", words: "Changed meanwhile, nothing was done" };
    case "failed":
      return { shape: "▲", tone: "danger", words: "Failed" };
    default:
      return null;
  }
}

/** "Local engine, 8 ms". */
export function engineWords({ engine, response_time_ms, tokens_used }: Answer): string {
  const name = engine === "local" ? "Local engine" : engine.slice(engine.indexOf(":") + 1);
  const tokens = tokens_used > 0 ? counted(tokens_used, "token") : null;
  const time = response_time_ms < 1000 ? `${response_time_ms} ms` : durationWords(response_time_ms);
  return [name, time, tokens].filter(Boolean).join(", ");
}

/** What a screen reader hears of an answer: its words, then what stands below them. */
export function spokenAnswer(answer: Answer, objects: readonly ObjectMeta[]): string {
  const { records, choices, proposal, email, groups } = answer;
  const parts = [answer.response];
  if (records && records.ids.length > 0) {
    parts.push(`A list of ${countedRecords(records.ids.length, records.object, objects)} follows.`);
  }
  if (groups && groups.length > 0) parts.push("A chart follows.");
  if (proposal) parts.push("Confirm or cancel below.");
  if (choices && choices.length > 0) parts.push(`${counted(choices.length, "choice")} to take.`);
  if (email) parts.push("A draft to edit follows.");
  return parts.join(" ");
}
