/** The value of a field as it is read, by its type. */
import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import { useMe } from "../../api/me";
import { type CrmRecord, dataOf, type FieldData, type FieldMeta } from "../../api/objects";
import { TextLink } from "../text-link";
import { ChoiceBadge } from "./choice-badge";
import { exactText, isEmpty, isFigure, nothing, valueText } from "./field-words";
import classes from "./fields.module.css";

interface FieldValueProps {
  field: FieldMeta;
  record: CrmRecord;
  /** Text alone, without links of its own: where the whole line is a link already. */
  isPlain?: boolean;
  /** Its time has passed and it waits still. */
  isLate?: boolean;
}

export function FieldValue({ field, record, isPlain = false, isLate = false }: FieldValueProps): ReactNode {
  const { workspace } = useMe();
  const value = dataOf(record, field.name);
  if (isEmpty(value)) return <Nothing />;
  const around = {
    labels: record.labels,
    currency: typeof record.currency === "string" ? record.currency : workspace.currency,
    timeZone: workspace.time_zone,
  };
  const words = valueText(field, value, around);
  const exact = exactText(field, value, around);
  const special = isPlain ? null : linked(field, value, words);
  const shown = special ?? shaped(field, value, words, exact);
  return isLate ? <Late>{shown}</Late> : shown;
}

function shaped(field: FieldMeta, value: FieldData, words: string, exact: string): ReactNode {
  if (field.type === "choice") return <ChoiceBadge field={field} value={String(value)} />;
  if (field.type === "list" && Array.isArray(value)) return <Several field={field} values={value} />;
  if (field.type === "user") return <Person name={words} />;
  if (field.type === "time") {
    return (
      <time dateTime={String(value)} title={exact} className="figures">
        {words}
      </time>
    );
  }
  if (field.type === "date" || isFigure(field)) {
    return (
      <span className="figures" title={field.type === "date" ? exact : undefined}>
        {words}
      </span>
    );
  }
  return <span className={field.type === "long_text" ? classes.text : classes.line}>{words}</span>;
}

function linked(field: FieldMeta, value: FieldData, words: string): ReactNode {
  const address = addressOf(field, String(value));
  if (address !== null) {
    return (
      <Anchor size="sm" href={address}>
        {words}
      </Anchor>
    );
  }
  if (field.type === "relation" && field.object !== null) {
    return (
      <TextLink to="/records/$object/$id" params={{ object: field.object, id: String(value) }}>
        {words}
      </TextLink>
    );
  }
  return null;
}

function addressOf(field: FieldMeta, value: string): string | null {
  if (field.type === "email") return `mailto:${value}`;
  return field.type === "phone" ? `tel:${value.replace(/[^\d+]/g, "")}` : null;
}

function Several({ field, values }: { field: FieldMeta; values: string[] }) {
  return (
    <span className={classes.list}>
      {values.map((value) => (
        <ChoiceBadge key={value} field={field} value={value} />
      ))}
    </span>
  );
}

export function Person({ name }: { name: string }) {
  const initials = name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join("");
  return (
    <span className={classes.person}>
      <span className={classes.initials} aria-hidden="true">
        {initials}
      </span>
      <span>{name}</span>
    </span>
  );
}

/** Late by a word and a shape too, not by its colour alone. */
function Late({ children }: { children: ReactNode }) {
  return (
    <span className={classes.late} title="Overdue">
      <span className={classes.lateShape} aria-hidden="true">
        ◆
      </span>
      <span className={classes.hidden}>overdue, </span>
      {children}
    </span>
  );
}

function Nothing() {
  return (
    <span className={classes.nothing}>
      <span aria-hidden="true">{nothing}</span>
      <span className={classes.hidden}>empty</span>
    </span>
  );
}
