/** Tasks by when they are due: each open task stands in exactly one group. */
import type { FilterNode } from "../../api/objects";

export type TaskGroup = "overdue" | "today" | "upcoming" | "undated" | "done";

export interface GroupOfTasks {
  name: TaskGroup;
  title: string;
  /** What is said where the group is empty. */
  empty: string;
  where: FilterNode;
  sort: string;
}

const isOpen: FilterNode = { field: "status", op: "in", value: ["todo", "in_progress"] };
const isOverdue: FilterNode = { field: "due_date", op: "within", value: "overdue" };
const isToday: FilterNode = { field: "due_date", op: "within", value: "today" };
const hasDate: FilterNode = { field: "due_date", op: "is_not_empty" };

export const taskGroups: GroupOfTasks[] = [
  {
    name: "overdue",
    title: "Overdue",
    empty: "Nothing is late.",
    where: { and: [isOpen, isOverdue] },
    sort: "due_date",
  },
  {
    name: "today",
    title: "Today",
    empty: "Nothing more is due today.",
    where: { and: [isOpen, isToday, { not: isOverdue }] },
    sort: "due_date",
  },
  {
    name: "upcoming",
    title: "Upcoming",
    empty: "Nothing is due after today.",
    where: { and: [isOpen, hasDate, { not: isOverdue }, { not: isToday }] },
    sort: "due_date",
  },
  {
    name: "undated",
    title: "No date",
    empty: "Every open task has a date.",
    where: { and: [isOpen, { field: "due_date", op: "is_empty" }] },
    sort: "-id",
  },
  {
    name: "done",
    title: "Done",
    empty: "Nothing is done yet.",
    where: { field: "status", op: "eq", value: "completed" },
    sort: "-completed_at",
  },
];

export interface Person {
  id: number;
  name: string;
}

/** Only those that this person owns or is named for, where one is given. */
export function tasksOf(where: FilterNode, person: Person | undefined): FilterNode {
  if (person === undefined) return where;
  const isOwner: FilterNode = { field: "owner_id", op: "eq", value: person.id };
  const isNamed: FilterNode = { field: "assignee", op: "eq", value: person.name };
  return { and: [where, person.name === "" ? isOwner : { or: [isOwner, isNamed] }] };
}
