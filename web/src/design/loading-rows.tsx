/** Lines that stand in for a list; they show only after 200 ms, so that a quick answer does not flicker. */
import { Skeleton, Stack } from "@mantine/core";
import classes from "./loading-rows.module.css";

export function LoadingRows({ rows = 6 }: { rows?: number }) {
  const lines = Array.from({ length: rows }, (_, index) => `line-${index}`);
  return (
    <Stack gap={8} className={classes.late} role="status" aria-label="Loading">
      {lines.map((line) => (
        <Skeleton key={line} height={28} />
      ))}
    </Stack>
  );
}
