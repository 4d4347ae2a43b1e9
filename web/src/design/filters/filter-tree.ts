/** The filter as the row of chips that a person sees: what stands under the outermost "and"; pure. */
import type { Condition, FilterNode } from "../../api/objects";

export function chipsOf(filter: FilterNode | undefined): FilterNode[] {
  if (filter === undefined) return [];
  return "and" in filter ? filter.and : [filter];
}

export function filterOf(chips: FilterNode[]): FilterNode | undefined {
  return chips.length > 1 ? { and: chips } : chips[0];
}

export function withChip(filter: FilterNode | undefined, chip: FilterNode): FilterNode | undefined {
  const chips = chipsOf(filter);
  return filterOf(chips.some((one) => same(one, chip)) ? chips : [...chips, chip]);
}

export function withChipChanged(
  filter: FilterNode | undefined,
  index: number,
  chip: FilterNode,
): FilterNode | undefined {
  const others = chipsOf(filter).map((one, position) => (position === index ? chip : one));
  return filterOf(others.filter((one, position) => position === index || !same(one, chip)));
}

export function withoutChip(filter: FilterNode | undefined, index: number): FilterNode | undefined {
  return filterOf(chipsOf(filter).filter((_, position) => position !== index));
}

export function isCondition(node: FilterNode): node is Condition {
  return "field" in node;
}

/** An address may hold anything; only what is a filter through and through counts. */
export function isFilter(value: unknown): value is FilterNode {
  if (typeof value !== "object" || value === null) return false;
  if ("field" in value)
    return typeof value.field === "string" && "op" in value && typeof value.op === "string";
  if ("not" in value) return isFilter(value.not);
  const members = "and" in value ? value.and : "or" in value ? value.or : null;
  return Array.isArray(members) && members.every(isFilter);
}

/** Every condition of a filter, however deep. */
export function conditionsIn(node: FilterNode): Condition[] {
  if (isCondition(node)) return [node];
  if ("not" in node) return conditionsIn(node.not);
  return ("and" in node ? node.and : node.or).flatMap(conditionsIn);
}

function same(one: FilterNode, other: FilterNode): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
