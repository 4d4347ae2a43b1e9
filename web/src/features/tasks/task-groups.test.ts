import { describe, expect, it } from "vitest";
import type { FilterNode } from "../../api/objects";
import { taskGroups, tasksOf } from "./task-groups";

/** When it is due, as the named periods see it. */
interface Due {
  overdue?: boolean;
  today?: boolean;
}

/** Enough of the filter language for the groups. */
function fits(node: FilterNode, status: string, due: Due | null): boolean {
  if ("and" in node) return node.and.every((one) => fits(one, status, due));
  if ("not" in node) return !fits(node.not, status, due);
  if ("or" in node) return node.or.some((one) => fits(one, status, due));
  if (node.field === "status") return [node.value].flat().includes(status);
  if (node.op === "is_empty") return due === null;
  if (node.op === "is_not_empty") return due !== null;
  return due?.[node.value as keyof Due] === true;
}

function groupsOf(status: string, due: Due | null): string[] {
  return taskGroups.filter(({ where }) => fits(where, status, due)).map(({ name }) => name);
}

describe("taskGroups", () => {
  it("puts each open task into exactly one group", () => {
    expect(groupsOf("todo", { overdue: true })).toEqual(["overdue"]);
    expect(groupsOf("in_progress", { overdue: true, today: true })).toEqual(["overdue"]);
    expect(groupsOf("todo", { today: true })).toEqual(["today"]);
    expect(groupsOf("todo", {})).toEqual(["upcoming"]);
    expect(groupsOf("todo", null)).toEqual(["undated"]);
  });

  it("counts what is done nowhere else, and what is cancelled nowhere", () => {
    expect(groupsOf("completed", { overdue: true })).toEqual(["done"]);
    expect(groupsOf("cancelled", { today: true })).toEqual([]);
  });
});

describe("tasksOf", () => {
  const where: FilterNode = { field: "status", op: "eq", value: "todo" };

  it("asks for all without a person", () => {
    expect(tasksOf(where, undefined)).toBe(where);
  });

  it("asks for what the person owns or is named for", () => {
    expect(tasksOf(where, { id: 7, name: "Asha Rao" })).toEqual({
      and: [
        where,
        {
          or: [
            { field: "owner_id", op: "eq", value: 7 },
            { field: "assignee", op: "eq", value: "Asha Rao" },
          ],
        },
      ],
    });
  });
});
