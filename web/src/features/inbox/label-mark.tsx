/** A label: its name with a dot of its colour. */
import type { Label } from "../../api/inbox-shapes";
import { LabelDot } from "../../design/label-dot";
import classes from "./label-mark.module.css";

export function LabelMark({ label }: { label: Pick<Label, "name" | "color"> }) {
  return (
    <span className={classes.label}>
      <LabelDot color={label.color} />
      <span className={classes.name}>{label.name}</span>
    </span>
  );
}
