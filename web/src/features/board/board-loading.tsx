/** Columns that stand in for the board while it is read. */
import { Skeleton, Stack } from "@mantine/core";
import classes from "./board.module.css";

const columns = ["first", "second", "third", "fourth"];
const cards = ["first", "second", "third"];

export function BoardLoading() {
  return (
    <div className={classes.loading} role="status" aria-label="Loading">
      {columns.map((column) => (
        <Stack key={column} gap={8} className={classes.column}>
          <Skeleton height={24} />
          {cards.map((card) => (
            <Skeleton key={card} height={84} />
          ))}
        </Stack>
      ))}
    </div>
  );
}
