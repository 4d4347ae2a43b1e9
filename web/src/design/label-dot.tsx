/** The colour of a label, always beside its name. */
import classes from "./label-dot.module.css";

export function LabelDot({ color }: { color: string }) {
  return (
    <span
      className={classes.dot}
      style={{ background: `var(--mantine-color-${color}-6)` }}
      aria-hidden="true"
    />
  );
}
