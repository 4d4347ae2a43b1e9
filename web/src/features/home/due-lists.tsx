/** Who is to be spoken to, and what is to be done: the first few of each. */
import { Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useId } from "react";
import { useMe } from "../../api/me";
import { type CrmRecord, titleOf } from "../../api/objects";
import panel from "../../design/panel.module.css";
import { When } from "../../design/when";
import classes from "./sales.module.css";

interface DueListProps {
  title: string;
  object: "leads" | "tasks";
  records: CrmRecord[];
  dueField: string;
  /** Small words beside the title. */
  beside: (record: CrmRecord) => string | null;
  empty: string;
  more: ReactNode;
}

export function DueList({ title, object, records, dueField, beside, empty, more }: DueListProps) {
  const { time_zone } = useMe().workspace;
  const headingId = useId();
  return (
    <section className={panel.panel} aria-labelledby={headingId}>
      <div className={panel.panelHead}>
        <h2 id={headingId}>{title}</h2>
        {more}
      </div>
      {records.length === 0 && <Text c="dimmed">{empty}</Text>}
      <ul className={classes.list}>
        {records.map((record) => {
          const due = record[dueField];
          const at = typeof due === "string" ? due : null;
          return (
            <li key={record.id} className={classes.line}>
              <Link
                to="."
                search={(search) => ({ ...search, open: `${object}:${record.id}` })}
                resetScroll={false}
                className={classes.lineTitle}
              >
                {titleOf(record)}
              </Link>
              <span className={classes.beside}>{beside(record)}</span>
              <span className={classes.when} data-late={at !== null && new Date(at) < new Date()}>
                <When at={at} timeZone={time_zone} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
