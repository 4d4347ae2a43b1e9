/** The shapes of the assistant's turns, where records make them narrower than the API document can say. */
import type { FieldData, QueryValue } from "./objects";
import type { components } from "./schema";

type Schemas = components["schemas"];

export interface AssistantQuery extends QueryValue {
  object: string;
}

/** `key`: the value of each field that was grouped by; `label`: the titles of what it names by id. */
export type AnswerGroup = Omit<Schemas["FigureGroup"], "key"> & { key: Record<string, FieldData> };

export type Change = Schemas["MadeChange"];

export type ProposalItem = Omit<Schemas["PreviewItem"], "before" | "after"> & {
  before: Record<string, FieldData>;
  after: Record<string, FieldData>;
};

/** `count`: how many records will really change; `preview`: the first of them. */
export type Proposal = Omit<Schemas["ProposalPart"], "preview"> & { preview: ProposalItem[] };

export type ProposalStatus = Schemas["ProposalOut"]["status"];

type KeptTurn = Schemas["KeptTurnOut"];

export type Answer = Omit<KeptTurn, "id" | "message" | "created_at" | "query" | "groups" | "proposal"> & {
  query: AssistantQuery | null;
  groups: AnswerGroup[];
  proposal: Proposal | null;
};

export type Turn = Answer & Pick<Schemas["AssistantTurn"], "session_id" | "turn_id">;

export type Choice = Schemas["ChoicePart"];

export type SessionLine = Schemas["SessionOut"];

/** The record that is open beside the conversation. */
export type Viewing = Schemas["Viewing"];

/** A message with its answer; the yes or no of a button counts as one. */
export interface Exchange {
  id: number;
  message: string;
  answer: Answer;
}
