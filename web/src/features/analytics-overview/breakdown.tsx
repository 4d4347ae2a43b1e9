/** Counts by kind as a table with a bar behind each, the largest first. */
import { Text } from "@mantine/core";
import { countWords, shareWords } from "../../design/number-words";
import classes from "./figures.module.css";

export function Breakdown({ caption, counts }: { caption: string; counts: Record<string, number> }) {
  const rows = Object.entries(counts).sort(([, first], [, second]) => second - first);
  const total = rows.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return <Text c="dimmed">{caption}: nothing yet.</Text>;
  return (
    <table className={classes.breakdown}>
      <caption>{caption}</caption>
      <thead className={classes.hidden}>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col">Share as a bar</th>
          <th scope="col">Questions</th>
          <th scope="col">Share</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([kind, count]) => (
          <tr key={kind}>
            <th scope="row">{kind}</th>
            <td className={classes.track}>
              <span style={{ width: `${(100 * count) / total}%` }} />
            </td>
            <td className={classes.number}>{countWords(count)}</td>
            <td className={classes.number}>{shareWords(count / total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
