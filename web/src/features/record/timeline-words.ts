/** Entries of the timeline in words. */
import { fieldOf, type ObjectMeta } from "../../api/objects";
import type { TimelineEntry } from "../../api/record-shapes";
import { choiceLabel } from "../../design/fields/field-words";
import { counted } from "../../design/number-words";

export const shownKinds = [
  { value: "call", words: "Calls" },
  { value: "email", words: "Emails" },
  { value: "meeting", words: "Meetings" },
  { value: "note", words: "Notes" },
  { value: "task", words: "Tasks" },
  { value: "message", words: "Messages" },
  { value: "activity", words: "Activities" },
  { value: "change", words: "Changes" },
];

export const kindWords: Record<TimelineEntry["kind"], string> = {
  call: "Call",
  email: "Email",
  meeting: "Meeting",
  note: "Note",
  task: "Task",
  message: "Message",
  activity: "Activity",
  change: "Change",
};

/** Outcome, length and state, where an entry has them: "no answer, 3 min". */
export function dataWords(data: Record<string, unknown>, meta: ObjectMeta | undefined): string {
  const said = toldFields.flatMap((name) => {
    const value = data[name];
    if (typeof value !== "string" || value === "" || (name === "priority" && !isPressing(value))) return [];
    return choiceLabel({ choices: (meta && fieldOf(meta, name)?.choices) ?? null }, value);
  });
  return [...said, lengthWords(data)].filter(Boolean).join(", ");
}

const toldFields = ["activity_type", "outcome", "status", "priority", "location"];

function isPressing(priority: string): boolean {
  return priority === "high" || priority === "urgent";
}

function lengthWords({ duration_seconds, duration_minutes }: Record<string, unknown>): string {
  if (typeof duration_minutes === "number") return `${duration_minutes} min`;
  if (typeof duration_seconds !== "number") return "";
  return duration_seconds < 60
    ? counted(duration_seconds, "second")
    : `${Math.round(duration_seconds / 60)} min`;
}

const lettersInLine = 80;

/** True where a text needs more than so many lines of the timeline. */
export function isLongText(text: string, lines: number): boolean {
  const needed = text.split("\n").map((line) => Math.max(1, Math.ceil(line.length / lettersInLine)));
  return needed.reduce((sum, count) => sum + count, 0) > lines;
}
