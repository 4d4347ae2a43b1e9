/** The lists behind the figures: each number leads to the records that it counts. */
import type { Condition, FilterNode } from "../../api/objects";
import type { RecordList } from "../../design/list-link";

const isWon: Condition = { field: "status", op: "eq", value: "won" };

export function inStage(stage: string): RecordList {
  return { object: "deals", filter: { field: "status", op: "eq", value: stage } };
}

export function openDeals(finalStages: FinalStages): RecordList {
  return { object: "deals", filter: { field: "status", op: "not_in", value: [...finalStages.deals] } };
}

export function wonIn(month: "this_month" | "last_month"): RecordList {
  return {
    object: "deals",
    filter: { and: [isWon, { field: "closed_at", op: "within", value: month }] },
  };
}

export interface FinalStages {
  deals: readonly string[];
  leads: readonly string[];
}

/** Open leads whose follow-up is late or comes before the end of today. */
export function followUpsDue(finalStages: FinalStages): RecordList {
  const isDue: FilterNode = {
    or: [
      { field: "next_follow_up", op: "within", value: "overdue" },
      { field: "next_follow_up", op: "within", value: "today" },
    ],
  };
  const isOpen: Condition = { field: "lead_status", op: "not_in", value: [...finalStages.leads] };
  const filter = finalStages.leads.length > 0 ? { and: [isDue, isOpen] } : isDue;
  return { object: "leads", filter, sort: "next_follow_up" };
}

/** `week` is the first day of a week: "2026-11-16". */
export function newIn(week: string): RecordList {
  const last = new Date(`${week}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() + 6);
  const days = [week, last.toISOString().slice(0, 10)];
  return { object: "leads", filter: { field: "created_at", op: "between", value: days } };
}

export function fromSource(source: string | null): RecordList {
  const filter: Condition =
    source === null ? { field: "source", op: "is_empty" } : { field: "source", op: "eq", value: source };
  return { object: "leads", filter };
}
