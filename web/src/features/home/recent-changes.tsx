/** What the team did last. */
import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId } from "react";
import type { RecentChange } from "../../api/dashboard";
import { useMe } from "../../api/me";
import { objectsQuery } from "../../api/objects";
import panel from "../../design/panel.module.css";
import { When } from "../../design/when";
import classes from "./sales.module.css";
import { deedWords } from "./sales-words";

export function RecentChanges({ changes }: { changes: RecentChange[] }) {
  const { time_zone } = useMe().workspace;
  const objects = useQuery(objectsQuery).data ?? [];
  const headingId = useId();
  return (
    <section className={panel.panel} aria-labelledby={headingId}>
      <div className={panel.panelHead}>
        <h2 id={headingId}>Recent activity</h2>
      </div>
      {changes.length === 0 && <Text c="dimmed">Nothing has changed yet.</Text>}
      <ul className={classes.list}>
        {changes.map((change) => {
          const label = objects.find(({ name }) => name === change.object)?.label ?? change.object;
          return (
            <li key={`${change.at}-${change.object}-${change.id}`} className={classes.line}>
              <span className={classes.deed}>
                <span>{change.actor ?? "The system"}</span> {deedWords(change.action)} {label.toLowerCase()}{" "}
                <Link
                  to="."
                  search={(search) => ({ ...search, open: `${change.object}:${change.id}` })}
                  resetScroll={false}
                  className={classes.lineTitle}
                >
                  {change.title}
                </Link>
              </span>
              <span className={classes.when}>
                <When at={change.at} timeZone={time_zone} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
