/** Old and new value of each field that a change touched. */
import { Text, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";
import { useMe } from "../../api/me";
import { type FieldData, type FieldMeta, fieldOf, type ObjectMeta } from "../../api/objects";
import type { FieldChange } from "../../api/record-shapes";
import classes from "./change-lines.module.css";
import { exactText, nothing, type ValueSurroundings, valueText } from "./field-words";

interface ChangeLinesProps {
  meta: ObjectMeta;
  changes: FieldChange[];
  /** Of a new record: there is no value before. */
  isFirst?: boolean;
  aside?: (change: FieldChange, field: FieldMeta) => ReactNode;
}

export function ChangeLines({ meta, changes, isFirst = false, aside }: ChangeLinesProps) {
  if (changes.length === 0) return null;
  return (
    <ul className={classes.changes}>
      {changes.map((change) => {
        const field = fieldOf(meta, change.field);
        return (
          <li key={change.field} className={classes.change}>
            <span className={classes.values}>
              <Text span c="dimmed" size="xs">
                {field?.label ?? change.field.replace("custom.", "").replaceAll("_", " ")}
              </Text>
              <OldAndNew field={field} change={change} isFirst={isFirst} />
            </span>
            {field && aside?.(change, field)}
          </li>
        );
      })}
    </ul>
  );
}

interface OldAndNewProps {
  field: FieldMeta | undefined;
  change: FieldChange;
  isFirst: boolean;
}

function OldAndNew({ field, change, isFirst }: OldAndNewProps) {
  const { currency, time_zone } = useMe().workspace;
  const [old, now] = valuesInWords(field, change, { currency, timeZone: time_zone });
  return (
    <>
      {!isFirst && (
        <>
          <s className={classes.old}>
            <VisuallyHidden>before: </VisuallyHidden>
            {old}
          </s>
          <span aria-hidden="true">→</span>
        </>
      )}
      <span>
        <VisuallyHidden>after: </VisuallyHidden>
        {now}
      </span>
    </>
  );
}

/** Two times that are said in the same words ("just now") are told apart by their exact ones. */
function valuesInWords(
  field: FieldMeta | undefined,
  change: FieldChange,
  around: ValueSurroundings,
): [string, string] {
  const words = (value: FieldData, label: string | undefined, say: typeof valueText) => {
    if (label) return label;
    if (field) return say(field, value, around);
    return value === null ? nothing : String(value);
  };
  const both = (say: typeof valueText): [string, string] => [
    words(change.old, change.old_label, say),
    words(change.new, change.new_label, say),
  ];
  const [old, now] = both(valueText);
  return old === now ? both(exactText) : [old, now];
}
