/** The small print of a card; pure, so that "now" can be given. */
import { type CrmRecord, dataOf, type ObjectMeta } from "../../api/objects";
import { dateText } from "../../design/fields/field-words";
import { wallTime } from "../../design/fields/written-time";
import { timeWords } from "../../design/time-words";

const day = 86_400_000;

/** How long a record has been there: "new", "3 d", "5 w", "4 mo", "2 y". */
export function ageWords(createdAt: string, now: Date): string {
  const days = Math.floor((now.getTime() - Date.parse(createdAt)) / day);
  if (!(days >= 1)) return "new";
  if (days < 14) return `${days} d`;
  if (days < 70) return `${Math.floor(days / 7)} w`;
  if (days < 730) return `${Math.floor(days / 30.44)} mo`;
  return `${Math.floor(days / 365.25)} y`;
}

const companions = ["contact_id", "lead_id", "course_id", "deal_id"];

/** Whom it is about: the contact, else the lead, else the company. */
export function companionOf(record: CrmRecord): string | null {
  const label = companions.map((field) => record.labels[field]).find(Boolean);
  const written = [record.company, record.email].find((text) => typeof text === "string" && text !== "");
  return label ?? (written as string | undefined) ?? null;
}

const dayLength = "2026-11-21".length;

/** "Due Fri 13 Nov" where the day is over and the record is not finished. */
export function lateWords(meta: ObjectMeta, record: CrmRecord, now: Date, timeZone: string): string | null {
  const field = meta.due_field ?? "expected_close";
  const due = dataOf(record, field);
  if (typeof due !== "string" || isFinished(meta, record)) return null;
  if (due.length === dayLength) {
    const today = wallTime(now.toISOString(), timeZone).slice(0, dayLength);
    return due < today ? `Due ${dateText(due, now)}` : null;
  }
  return new Date(due) < now ? `Due ${timeWords(due, now, timeZone)}` : null;
}

function isFinished(meta: ObjectMeta, record: CrmRecord): boolean {
  if (record.is_completed === true) return true;
  const stage = meta.board && dataOf(record, meta.board.field);
  return typeof stage === "string" && meta.board?.final.includes(stage) === true;
}
