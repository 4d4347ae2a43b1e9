/** The value of a field as text, for cells, chips, toasts and titles; pure. */
import type { FieldData, FieldMeta } from "../../api/objects";
import { exactTime, timeWords } from "../time-words";

export const nothing = "–";

export interface ValueSurroundings {
  /** Words for ids: those of the record (`labels`), by field name. */
  labels?: Record<string, string>;
  currency?: string | null;
  timeZone?: string;
  now?: Date;
}

export function valueText(
  field: FieldMeta,
  value: FieldData | undefined,
  around: ValueSurroundings = {},
): string {
  if (isEmpty(value)) return nothing;
  switch (field.type) {
    case "money":
      return typeof value === "number" ? moneyText(value, around.currency) : String(value);
    case "number":
    case "integer":
      return typeof value === "number" ? numberText(value) : String(value);
    case "percent":
      return typeof value === "number" ? `${numberText(value)} %` : String(value);
    case "boolean":
      return value === true ? "Yes" : "No";
    case "date":
      return dateText(String(value), around.now, around.timeZone);
    case "time":
      return timeWords(String(value), around.now ?? new Date(), around.timeZone);
    case "choice":
      return choiceLabel(field, String(value));
    case "list":
      return (Array.isArray(value) ? value : [String(value)])
        .map((one) => choiceLabel(field, one))
        .join(", ");
    case "relation":
    case "user":
      return around.labels?.[field.name] ?? `#${value}`;
    default:
      return String(value);
  }
}

export function isEmpty(value: FieldData | undefined): value is null | undefined {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

export function choiceLabel(field: Pick<FieldMeta, "choices">, value: string): string {
  return field.choices?.find((choice) => choice.value === value)?.label ?? value;
}

/** Amounts as the currency's own country groups them: ₹12,50,000 but €1,250,000. */
export function moneyText(amount: number, currency: string | null | undefined, isShort = false): string {
  const locale = currency === "INR" ? "en-IN" : "en-GB";
  const fraction = Number.isInteger(amount) || isShort ? 0 : 2;
  const shape: Intl.NumberFormatOptions = isShort
    ? { notation: "compact", maximumFractionDigits: 1 }
    : { minimumFractionDigits: fraction, maximumFractionDigits: fraction };
  if (!currency || !isCurrency(currency)) return new Intl.NumberFormat(locale, shape).format(amount);
  const style = { style: "currency", currency, currencyDisplay: "narrowSymbol" } as const;
  return new Intl.NumberFormat(locale, { ...shape, ...style }).format(amount);
}

function isCurrency(code: string): boolean {
  return /^[A-Za-z]{3}$/.test(code);
}

const plainNumber = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 4 });

export function numberText(value: number): string {
  return plainNumber.format(value);
}

/** "Today", "Tomorrow", "Fri 13 Nov", "3 Mar 2024": a day; the time zone says which day is today. */
export function dateText(value: string, now: Date = new Date(), timeZone?: string): string {
  const day = dayOf(value);
  if (day === null) return value;
  const today = dayOf(new Intl.DateTimeFormat("en-CA", { timeZone }).format(now)) ?? now;
  const distance = Math.round((day.getTime() - today.getTime()) / 86_400_000);
  if (distance === 0) return "Today";
  if (distance === 1) return "Tomorrow";
  if (distance === -1) return "Yesterday";
  if (day.getUTCFullYear() === today.getUTCFullYear()) {
    return formatted(day, { weekday: "short", day: "numeric", month: "short" });
  }
  return formatted(day, { day: "numeric", month: "short", year: "numeric" });
}

/** What the hover says: the whole day or time, or the whole text. */
export function exactText(
  field: FieldMeta,
  value: FieldData | undefined,
  around: ValueSurroundings = {},
): string {
  if (isEmpty(value)) return "";
  if (field.type === "time") return exactTime(String(value), around.timeZone);
  const day = field.type === "date" ? dayOf(String(value)) : null;
  if (day !== null) return formatted(day, { dateStyle: "full" });
  return valueText(field, value, around);
}

function dayOf(value: string): Date | null {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return found === null ? null : new Date(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])));
}

function formatted(day: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" }).format(day).replace(",", "");
}

const rightAligned = new Set(["money", "number", "integer", "percent"]);

export function isFigure(field: Pick<FieldMeta, "type" | "name">): boolean {
  return rightAligned.has(field.type) && field.name !== "id";
}

/** A reason that was written to stand after a field's name, where it stands alone. */
export function asSentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1);
}
