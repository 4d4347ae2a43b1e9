/** A conversation is a numbered log of events; this folds the log into what a page shows. */
import type { CitedPassage, ConversationEvent, ConversationState } from "./types";

export interface TurnFacts {
  category: string | null;
  sentiment: string | null;
  priority: number | null;
  confidence: number | null;
  agent: string | null;
  escalated: boolean;
  escalationReason: string | null;
  suggestedActions: string[];
  /** What was found, the cited passages first in the order of their marks. */
  sources: CitedPassage[];
  citedCount: number;
  engine: string | null;
}

/** A file that came with a message. */
export interface MessageFile {
  id: string;
  name: string;
  mediaType: string;
  sizeBytes: number;
}

export type Thumb = "up" | "down";
export type Speaker = "customer" | "bot" | "staff" | "system";

export interface MessageEntry {
  kind: "message" | "note";
  seq: number;
  /** The name that the customer's page gave the message when it sent it. */
  clientId: string | null;
  speaker: Speaker;
  name: string;
  text: string;
  files: MessageFile[];
  at: string;
  turn: TurnFacts | null;
  thumb: Thumb | null;
  comment: string | null;
}

export interface NoticeEntry {
  kind: "notice";
  seq: number;
  event: "handoff" | "assignment" | "status" | "feedback" | "other";
  to: string | null;
  reason: string | null;
  name: string;
  text: string;
  at: string;
  data: Record<string, unknown>;
}

export type LogEntry = MessageEntry | NoticeEntry;

export interface ConversationLog {
  entries: LogEntry[];
  state: ConversationState;
  lastSeq: number;
}

const states: readonly string[] = ["bot", "waiting", "human", "resolved"];

/** Both lists in order, each event once: a client that was cut off misses nothing and doubles nothing. */
export function mergeEvents(known: ConversationEvent[], fresh: ConversationEvent[]): ConversationEvent[] {
  if (fresh.length === 0) return known;
  const bySeq = new Map([...known, ...fresh].map((event) => [event.seq, event]));
  return [...bySeq.values()].sort((first, second) => first.seq - second.seq);
}

export function foldEvents(events: ConversationEvent[]): ConversationLog {
  const log: ConversationLog = { entries: [], state: "bot", lastSeq: 0 };
  for (const event of events) {
    log.lastSeq = Math.max(log.lastSeq, event.seq);
    log.state = stateAfter(event) ?? log.state;
    if (event.type === "message" || event.type === "note") log.entries.push(messageEntry(event));
    // A file is shown with the message that it came with.
    else if (event.type === "attachment") continue;
    else if (event.type !== "feedback" || !attachFeedback(log.entries, event)) {
      log.entries.push(noticeEntry(event));
    }
  }
  return log;
}

export function messagesOf(log: ConversationLog): MessageEntry[] {
  return log.entries.filter((entry): entry is MessageEntry => entry.kind === "message");
}

function stateAfter(event: ConversationEvent): ConversationState | null {
  if (event.type !== "handoff" && event.type !== "status") return null;
  const to = words(event.data.to) ?? words(event.data.state);
  return to !== null && states.includes(to) ? (to as ConversationState) : null;
}

function messageEntry(event: ConversationEvent): MessageEntry {
  return {
    kind: event.type === "note" ? "note" : "message",
    seq: event.seq,
    clientId: words(event.data.client_id),
    speaker: event.actor.kind,
    name: event.actor.name,
    text: event.content,
    files: list(event.data.attachments).flatMap(messageFile),
    at: event.created_at,
    turn: event.actor.kind === "bot" ? turnFacts(event.data) : null,
    thumb: null,
    comment: null,
  };
}

function messageFile(value: unknown): MessageFile[] {
  if (typeof value !== "object" || value === null) return [];
  const { id, name, media_type, size } = value as Record<string, unknown>;
  if (typeof id !== "string") return [];
  return [
    { id, name: words(name) ?? "File", mediaType: words(media_type) ?? "", sizeBytes: amount(size) ?? 0 },
  ];
}

function noticeEntry(event: ConversationEvent): NoticeEntry {
  const named = ["handoff", "assignment", "status", "feedback"] as const;
  return {
    kind: "notice",
    seq: event.seq,
    event: named.find((type) => type === event.type) ?? "other",
    to: words(event.data.to) ?? words(event.data.state),
    reason: words(event.data.reason),
    name: event.actor.name,
    text: event.content,
    at: event.created_at,
    data: event.data,
  };
}

/** Feedback belongs to the answer it rates; it says false where it rates the whole conversation. */
function attachFeedback(entries: LogEntry[], event: ConversationEvent): boolean {
  const rated = entries.find((entry) => entry.kind === "message" && entry.seq === rates(event));
  if (rated === undefined || rated.kind !== "message") return false;
  rated.thumb = thumbFrom(event.data.rating);
  rated.comment = words(event.data.comment) ?? words(event.content);
  return true;
}

function rates(event: ConversationEvent): number | null {
  return amount(event.data.seq) ?? amount(event.data.message_seq);
}

export function thumbFrom(rating: unknown): Thumb | null {
  if (rating === "up" || rating === "down") return rating;
  const stars = Number(rating);
  if (stars >= 4) return "up";
  return stars >= 1 && stars <= 2 ? "down" : null;
}

function turnFacts(data: Record<string, unknown>): TurnFacts {
  const sources = list(data.kb_results).filter(isCitedPassage);
  const cited = new Set(list(data.cited));
  return {
    category: words(data.category),
    sentiment: words(data.sentiment),
    priority: amount(data.priority),
    confidence: amount(data.confidence),
    agent: words(data.agent),
    escalated: data.escalated === true,
    escalationReason: words(data.escalation_reason),
    suggestedActions: list(data.suggested_actions).filter((item) => typeof item === "string"),
    sources,
    citedCount: sources.filter((source) => cited.has(source.id)).length,
    engine: words(data.engine),
  };
}

function isCitedPassage(value: unknown): value is CitedPassage {
  return typeof value === "object" && value !== null && "content" in value && "title" in value;
}

function words(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function amount(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
