/** The shapes of the assistant's turns (the chat contract). */
import type { FieldData, QueryValue } from "./objects";

export type Outcome = "answered" | "done" | "proposed" | "asked" | "refused" | "conflict" | "failed";

export interface AssistantQuery extends QueryValue {
  object: string;
}

export interface AnswerGroup {
  /** The value of each field that was grouped by; of a relation the id. */
  key: Record<string, FieldData>;
  /** The titles of what the key names by id. */
  label?: string | null;
  values: Record<string, number | null>;
}

export type Verb = "create" | "update" | "delete" | "restore" | "merge" | "send_email";

export interface Change {
  verb: Verb;
  object: string;
  id: number;
  undo_id: string | null;
}

/** One record that a proposal touches, with the fields that change. */
export interface ProposalItem {
  object: string;
  id: number | null;
  kind: string;
  title: string | null;
  before: Record<string, FieldData>;
  after: Record<string, FieldData>;
  /** By field: words for the ids before and after. */
  labels: Record<string, { before?: string; after?: string }>;
}

export interface Proposal {
  id: string;
  verb: Verb;
  object: string;
  ids: number[];
  /** How many records will really change. */
  count: number;
  /** The first of them. */
  preview: ProposalItem[];
  expires_at: string;
}

export interface DraftedEmail {
  to: string | null;
  subject: string;
  body: string;
  template: string | null;
  lead_id?: number | null;
  contact_id?: number | null;
  email_id: number | null;
}

export interface Choice {
  label: string;
  message: string;
}

export interface Answer {
  response: string;
  source_type: "crm" | "followup" | "email_draft" | "send_email" | "lead_summary" | "none";
  outcome: Outcome;
  query: AssistantQuery | null;
  /** `ids`: the page that is shown; `total`: all that fit. */
  records: { object: string; ids: number[]; total: number } | null;
  value: number | null;
  groups: AnswerGroup[] | null;
  changes: Change[] | null;
  proposal: Proposal | null;
  choices: Choice[] | null;
  email: DraftedEmail | null;
  suggested_actions: string[];
  engine: string;
  response_time_ms: number;
  tokens_used: number;
}

export interface Turn extends Answer {
  session_id: string;
  turn_id: number;
}

/** A message with its answer; the yes or no of a button counts as one. */
export interface Exchange {
  id: number;
  message: string;
  answer: Answer;
}

export interface SessionLine {
  session_id: string;
  status: "active" | "ended" | "expired";
  first_words: string;
  turns: number;
  last_activity: string;
}

/** The record that is open beside the conversation. */
export interface Viewing {
  object: string;
  id: number;
}
