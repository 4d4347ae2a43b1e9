/** What can be written down about a record: which object each kind becomes, and which of its fields are asked. */
import type { FieldData, FieldMeta, ObjectMeta } from "../../api/objects";

export type Kind = "note" | "call" | "email" | "task" | "meeting";

export interface Composition {
  kind: Kind;
  meta: ObjectMeta;
  /** The field that points at the record it is about. */
  link: string;
  fields: FieldMeta[];
  /** Values the person need not choose. */
  preset: Record<string, FieldData>;
}

interface Form {
  object: string;
  fields: string[];
  preset?: Record<string, FieldData>;
}

const ownForms: Record<Kind, Form> = {
  note: { object: "notes", fields: ["content"] },
  call: {
    object: "calls",
    fields: ["direction", "outcome", "started_at", "duration_seconds", "notes"],
    preset: { direction: "outbound" },
  },
  email: {
    object: "emails",
    fields: ["direction", "subject", "body", "sent_at"],
    preset: { direction: "sent" },
  },
  task: { object: "tasks", fields: ["title", "due_date", "priority", "description"] },
  meeting: {
    object: "meetings",
    fields: ["title", "scheduled_at", "duration_minutes", "location", "notes"],
  },
};

/** Where a kind cannot point at the record (a call at a deal), it is kept as an activity. */
function activityForm(kind: Kind): Form {
  return {
    object: "activities",
    fields: ["subject", "occurred_at", "description"],
    preset: { activity_type: kind },
  };
}

export const kinds: Kind[] = ["note", "call", "email", "task", "meeting"];

/** The kinds that can be written about records of `subject`, in the order they are offered. */
export function compositionsFor(subject: string, objects: readonly ObjectMeta[]): Composition[] {
  return kinds.flatMap((kind) => {
    const form = [ownForms[kind], activityForm(kind)].find((one) => linkIn(one.object, subject, objects));
    const meta = objects.find((one) => one.name === form?.object);
    const link = form && linkIn(form.object, subject, objects);
    if (form === undefined || meta === undefined || link === undefined || !meta.rights.create) return [];
    return [{ kind, meta, link, fields: fieldsNamed(meta, form.fields), preset: form.preset ?? {} }];
  });
}

/** What a new one starts with: the choices a definition makes, and now for what has just happened. */
export function startingValues({ fields, preset }: Composition, now: Date): Record<string, FieldData> {
  const values = fields.map((field) => [field.name, field.default ?? null] as const);
  const times = fields
    .filter((field) => happened.has(field.name))
    .map((field) => [field.name, now.toISOString()] as const);
  return { ...Object.fromEntries(values), ...Object.fromEntries(times), ...preset };
}

const happened = new Set(["started_at", "occurred_at", "sent_at"]);

/** Under which name the unfinished words of one kind about a record are kept. */
export function draftKey(about: { name: string }, record: { id: number }, kind: Kind): string {
  return `${about.name}.${record.id}.${kind}`;
}

/** The state of an email follows from its direction; all else is kept as it was written. */
export function bodyOf(
  composition: Composition,
  values: Record<string, FieldData>,
  id: number,
): Record<string, FieldData> {
  const isEmail = composition.meta.name === "emails";
  const state: Record<string, FieldData> = isEmail
    ? { status: values.direction === "received" ? "received" : "sent" }
    : {};
  return { ...composition.preset, ...state, ...values, [composition.link]: id };
}

/** The fields without which it cannot be kept. */
export function unfilled({ fields }: Composition, values: Record<string, FieldData>): FieldMeta[] {
  return fields.filter((field) => field.required && isBlank(values[field.name]));
}

function isBlank(value: FieldData | undefined): boolean {
  return value === null || value === undefined || (typeof value === "string" && value.trim() === "");
}

function linkIn(object: string, subject: string, objects: readonly ObjectMeta[]): string | undefined {
  const meta = objects.find((one) => one.name === object);
  return meta?.fields.find((field) => field.type === "relation" && field.object === subject && !field.own)
    ?.name;
}

function fieldsNamed(meta: ObjectMeta, names: string[]): FieldMeta[] {
  return names.flatMap((name) => meta.fields.find((field) => field.name === name) ?? []);
}
