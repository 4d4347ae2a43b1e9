/** Operators as people say them, by the type of the field; pure. */
import type { FieldMeta, FieldType, Operator } from "../../api/objects";

const plain: Record<Operator, string> = {
  eq: "is",
  ne: "is not",
  in: "is one of",
  not_in: "is none of",
  gt: "is more than",
  gte: "is at least",
  lt: "is less than",
  lte: "is at most",
  between: "is between",
  contains: "contains",
  starts_with: "starts with",
  is_empty: "is empty",
  is_not_empty: "is filled",
  within: "is",
};

const inTime: Partial<Record<Operator, string>> = {
  gt: "is after",
  gte: "is on or after",
  lt: "is before",
  lte: "is on or before",
};

const alphabetical: Partial<Record<Operator, string>> = {
  gt: "comes after",
  gte: "is or comes after",
  lt: "comes before",
  lte: "is or comes before",
};

const inTimeTypes = new Set<FieldType>(["date", "time"]);
const figureTypes = new Set<FieldType>(["money", "number", "integer", "percent"]);

export function operatorWords(field: FieldMeta, operator: Operator): string {
  if (inTimeTypes.has(field.type)) return inTime[operator] ?? plain[operator];
  return figureTypes.has(field.type) ? plain[operator] : (alphabetical[operator] ?? plain[operator]);
}

/** The words in a list of operators, where two that sound alike must differ. */
export function operatorChoice(field: FieldMeta, operator: Operator): string {
  if (operator === "within") return "is in the period";
  return operator === "eq" && inTimeTypes.has(field.type) ? "is exactly" : operatorWords(field, operator);
}

const usual: Partial<Record<FieldType, Operator>> = {
  text: "contains",
  long_text: "contains",
  email: "contains",
  phone: "contains",
  list: "contains",
  money: "gte",
  number: "gte",
  integer: "gte",
  percent: "gte",
  date: "within",
  time: "within",
  choice: "in",
};

/** The operator that is most likely meant when a filter is begun. */
export function usualOperator(field: FieldMeta): Operator {
  const wanted = usual[field.type] ?? "eq";
  return field.operators.includes(wanted) ? wanted : (field.operators[0] ?? "eq");
}

export type ValueShape = "none" | "one" | "two" | "many" | "period";

export function valueShape(operator: Operator): ValueShape {
  if (operator === "is_empty" || operator === "is_not_empty") return "none";
  if (operator === "in" || operator === "not_in") return "many";
  if (operator === "between") return "two";
  return operator === "within" ? "period" : "one";
}
