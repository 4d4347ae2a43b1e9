/** The four figures of sales that one looks at first; each leads to its list. */
import { SimpleGrid } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { Dashboard } from "../../api/dashboard";
import { moneyText } from "../../design/fields/field-words";
import { ListLink } from "../../design/list-link";
import { counted, countWords } from "../../design/number-words";
import classes from "./sales.module.css";
import { type FinalStages, followUpsDue, openDeals, wonIn } from "./sales-filters";
import { comparedWords } from "./sales-words";

interface SalesFiguresProps {
  figures: Dashboard;
  finalStages: FinalStages;
}

export function SalesFigures({ figures, finalStages }: SalesFiguresProps) {
  const { won, follow_ups, tasks, currency } = figures;
  const open = figures.pipeline.filter(({ stage }) => !finalStages.deals.includes(stage));
  const openCount = open.reduce((sum, { count }) => sum + count, 0);
  const openValue = open.reduce((sum, { value }) => sum + value, 0);
  return (
    <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="xs">
      <div className={classes.tile}>
        <ListLink list={wonIn("this_month")} className={classes.tileLink}>
          <span className={classes.label}>Won this month</span>
          <span className={classes.figure}>{moneyText(Math.round(won.this_month), currency)}</span>
          <span className={classes.note}>
            {[counted(won.count_this_month, "deal"), comparedWords(won.this_month, won.last_month)]
              .filter(Boolean)
              .join(", ")}
          </span>
        </ListLink>
        {(won.this_month > 0 || won.last_month > 0) && (
          <Months now={won.this_month} before={won.last_month} />
        )}
        <ListLink list={wonIn("last_month")} className={classes.secondLink}>
          Last month {moneyText(Math.round(won.last_month), currency)},{" "}
          {counted(won.count_last_month, "deal")}
        </ListLink>
      </div>
      <ListLink list={openDeals(finalStages)} className={classes.tile}>
        <span className={classes.label}>Open pipeline</span>
        <span className={classes.figure}>{moneyText(Math.round(openValue), currency)}</span>
        <span className={classes.note}>in {counted(openCount, "open deal")}</span>
      </ListLink>
      <ListLink list={followUpsDue(finalStages)} className={classes.tile}>
        <span className={classes.label}>Follow-ups due</span>
        <span className={classes.figure}>{countWords(follow_ups.due)}</span>
        <span className={classes.note}>leads to speak to by the end of today</span>
      </ListLink>
      <div className={classes.tile} data-urgent={tasks.overdue > 0}>
        <Link to="/tasks" search={{ group: "overdue" }} className={classes.tileLink}>
          <span className={classes.label}>Tasks overdue</span>
          <span className={classes.figure}>{countWords(tasks.overdue)}</span>
        </Link>
        <Link to="/tasks" search={{ group: "today" }} className={classes.secondLink}>
          {countWords(tasks.today)} more due today
        </Link>
      </div>
    </SimpleGrid>
  );
}

/** Two bars of one scale: this month, and lighter the month before. */
function Months({ now, before }: { now: number; before: number }) {
  const most = Math.max(now, before, 1);
  return (
    <span className={classes.months} aria-hidden="true">
      <span style={{ width: `${(100 * now) / most}%` }} />
      <span style={{ width: `${(100 * before) / most}%` }} />
    </span>
  );
}
