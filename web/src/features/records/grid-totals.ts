/** Sums and averages of a whole list: what is asked for, and the answer in words; pure. */
import { type FieldMeta, fieldOf, type ObjectMeta, type QueryValue } from "../../api/objects";
import type { GroupRow, ListQuery } from "../../api/records";
import { moneyText, valueText } from "../../design/fields/field-words";

/** Amounts of several currencies are no sum: each stands for itself. */
export function totalWords(field: FieldMeta, rows: GroupRow[], currency: string): string {
  if (!isSummed(field)) {
    const average = rows[0]?.values[`avg_${field.name}`];
    return valueText(field, average == null ? null : Math.round(average * 10) / 10);
  }
  const sums = rows.flatMap((row) => {
    const sum = row.values[`sum_${field.name}`];
    return sum ? [moneyText(Math.round(sum), text(row.group.currency) ?? currency)] : [];
  });
  return sums.join(" + ") || moneyText(0, currency);
}

export function totalsQuery(meta: ObjectMeta, query: ListQuery, figures: FieldMeta[]): QueryValue {
  const hasCurrency = fieldOf(meta, "currency") !== undefined && figures.every(isSummed);
  return {
    where: query.filter ?? null,
    search: query.search ?? null,
    group_by: hasCurrency ? ["currency"] : undefined,
    aggregate: figures.map((field) => ({ fn: isSummed(field) ? "sum" : "avg", field: field.name })),
  };
}

export function isTotalled(field: FieldMeta): boolean {
  const isFigure = ["money", "number", "integer", "percent"].includes(field.type);
  return isFigure && field.name !== "id";
}

export function isSummed(field: FieldMeta): boolean {
  return field.type === "money";
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
