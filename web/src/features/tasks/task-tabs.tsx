/** The groups as links with their counts. */
import { Link } from "@tanstack/react-router";
import { countWords } from "../../design/number-words";
import { taskGroups } from "./task-groups";
import classes from "./tasks.module.css";
import type { TaskCounts } from "./use-task-counts";

export function TaskTabs({ counts }: { counts: TaskCounts }) {
  return (
    <nav className={classes.tabs} aria-label="Groups of tasks">
      <Link
        to="/tasks"
        search={({ whose }) => ({ whose })}
        className={classes.tab}
        activeOptions={{ exact: true, includeSearch: true }}
      >
        To do
      </Link>
      {taskGroups.map(({ name, title }) => (
        <Link
          key={name}
          to="/tasks"
          search={({ whose }) => ({ whose, group: name })}
          className={classes.tab}
          activeOptions={{ exact: true, includeSearch: true }}
          data-urgent={name === "overdue" && (counts.overdue ?? 0) > 0}
        >
          {title} <span className={classes.count}>{countWords(counts[name])}</span>
        </Link>
      ))}
    </nav>
  );
}
