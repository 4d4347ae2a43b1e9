/** An error next to what caused it: the server's words, each reason with its line, and a way on. */
import { Button, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { asProblem, type ProblemItem } from "../api/problem";
import classes from "./notices.module.css";

const shownItems = 12;

interface ProblemNoticeProps {
  error: unknown;
  onRetry?: () => void;
  /** The form's own values: what is said beside its fields is not said here again. */
  beside?: object;
}

export function ProblemNotice({ error, onRetry, beside }: ProblemNoticeProps) {
  const problem = asProblem(error);
  if (beside && isSaidBeside(problem.items, Object.keys(beside))) return null;
  const items = problem.items.filter((item) => !problem.detail.includes(item.reason));
  const hidden = items.length - shownItems;
  return (
    <div className={classes.problem} role="alert">
      <IconAlertTriangle size={18} aria-hidden="true" className={classes.icon} />
      <div className={classes.body}>
        <Text>{problem.detail}</Text>
        {items.length > 0 && (
          <ul className={classes.items}>
            {items.slice(0, shownItems).map((item) => (
              <li key={`${item.line ?? item.field}-${item.reason}`}>{itemWords(item)}</li>
            ))}
            {hidden > 0 && <li>and {hidden} more</li>}
          </ul>
        )}
        {onRetry && (
          <Button variant="default" size="xs" mt={8} onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  );
}

function isSaidBeside(items: ProblemItem[], fields: string[]): boolean {
  return items.length > 0 && items.every(({ field }) => field && fields.includes(field.split(".")[0] ?? ""));
}

function itemWords(item: ProblemItem): string {
  if (item.line !== undefined) return `Line ${item.line}: ${item.reason}`;
  return item.field ? `${item.field.replaceAll("_", " ")}: ${item.reason}` : item.reason;
}
