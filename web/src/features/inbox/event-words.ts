/** What happened in a conversation, said to staff in one line; pure. */
import type { NoticeEntry } from "../../api/conversation-log";
import type { ResolveReason } from "../../api/inbox-shapes";
import { noticeWords } from "../../design/conversation-words";
import { timeWords } from "../../design/time-words";
import { reasonWords } from "./view-words";

interface Surroundings {
  now: Date;
  timeZone: string;
}

/** Null where it needs no line. */
export function eventWords(notice: NoticeEntry, surroundings: Surroundings): string | null {
  if (notice.event === "assignment") return assignmentWords(notice);
  if (notice.event === "status") return statusWords(notice, surroundings);
  if (notice.event === "feedback") return ratingWords(notice);
  return noticeWords(notice, "staff");
}

function assignmentWords({ name, data }: NoticeEntry): string | null {
  const [from, to] = [named(data.from_name), named(data.to_name)];
  if (data.by === "taken") return `${to ?? named(name) ?? "A colleague"} took it`;
  if (data.by === "round_robin") return `Given to ${to ?? "a colleague"}, who was next`;
  if (data.by === "released" || data.to === null)
    return from ? `${from} has it no longer` : "It is nobody's now";
  if (to === null) return null;
  return name === to ? `${to} took it` : `${named(name) ?? "The desk"} gave it to ${to}`;
}

function statusWords(notice: NoticeEntry, { now, timeZone }: Surroundings): string | null {
  const { data } = notice;
  const who = named(notice.name) ?? "The desk";
  if (data.kind === "labels") return labelWords(who, data);
  if (data.kind === "snooze") {
    if (typeof data.until === "string")
      return `${who} put it to sleep until ${timeWords(data.until, now, timeZone)}`;
    if (data.why === "message") return "Awake: the customer wrote";
    return data.why === "time"
      ? "Awake: it was time"
      : data.why === "raised"
        ? "Awake: nobody had answered"
        : `${who} woke it`;
  }
  if (data.kind === "resolve") {
    const reason = reasonWords[data.reason as ResolveReason];
    const note = named(data.note);
    if (!reason && !note) return null;
    return [reason && `Why: ${reason.toLowerCase()}`, note && `“${note}”`].filter(Boolean).join(" · ");
  }
  if (data.kind === "merge") {
    return data.into
      ? `${who} merged it into another conversation`
      : `${who} merged another conversation into this one`;
  }
  return notice.text || null;
}

function labelWords(who: string, data: Record<string, unknown>): string | null {
  const [added, removed] = [namesIn(data.added), namesIn(data.removed)];
  const parts = [added && `labelled it ${added}`, removed && `took ${removed} off`].filter(Boolean);
  return parts.length === 0 ? null : `${who} ${parts.join(" and ")}`;
}

function ratingWords({ data, text }: NoticeEntry): string {
  const rating = data.rating;
  const words = /^\d$/.test(String(rating)) ? `${rating} of 5` : rating === "up" ? "helpful" : "not helpful";
  const comment = named(data.comment) ?? named(text);
  return `The customer rated the conversation: ${words}${comment ? `, “${comment}”` : ""}`;
}

function namesIn(labels: unknown): string | null {
  if (!Array.isArray(labels) || labels.length === 0) return null;
  return labels.map((label) => `“${label?.name ?? "a label"}”`).join(", ");
}

function named(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}
