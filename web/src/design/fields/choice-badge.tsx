/** A choice: its word, with a dot in its colour where it has one. */
import type { FieldMeta } from "../../api/objects";
import { choiceLabel } from "./field-words";
import classes from "./fields.module.css";

interface ChoiceBadgeProps {
  field: Pick<FieldMeta, "choices">;
  value: string;
}

export function ChoiceBadge({ field, value }: ChoiceBadgeProps) {
  const colour = field.choices?.find((choice) => choice.value === value)?.colour ?? undefined;
  const words = choiceLabel(field, value);
  return (
    <span className={classes.choice} data-colour={colour} title={words}>
      <span>{words}</span>
    </span>
  );
}
