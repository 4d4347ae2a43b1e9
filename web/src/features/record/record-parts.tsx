/** The parts of the page side by side where there is room; on a phone one at a time. */
import { Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CrmRecord, ObjectMeta } from "../../api/objects";
import { Facts } from "./facts";
import { History } from "./history";
import classes from "./record.module.css";
import { RelatedLists } from "./related-lists";
import { Timeline } from "./timeline";

interface RecordPartsProps {
  meta: ObjectMeta;
  record: CrmRecord;
}

type Tab = "timeline" | "details" | "history";

const tabWords: Record<Tab, string> = { timeline: "Timeline", details: "Details", history: "History" };

export function RecordParts({ meta, record }: RecordPartsProps) {
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  const related = <RelatedLists meta={meta} record={record} />;
  const timeline = <Timeline meta={meta} record={record} />;
  const history = <History meta={meta} record={record} />;
  const facts = <Facts meta={meta} record={record} isWide={!meta.timeline} />;
  if (isPhone) {
    const details = (
      <div className={classes.stacked}>
        {facts}
        {related}
      </div>
    );
    return <Parts parts={meta.timeline ? { timeline, details, history } : { details, history }} />;
  }
  if (!meta.timeline) {
    return (
      <div className={classes.two}>
        <Parts parts={{ details: facts, history }} />
        <aside aria-label="Related">{related}</aside>
      </div>
    );
  }
  return (
    <div className={classes.three}>
      <section aria-label="Details" className={classes.left}>
        {facts}
      </section>
      <Parts parts={{ timeline, history }} />
      <aside aria-label="Related" className={classes.right}>
        {related}
      </aside>
    </div>
  );
}

/** Which part is shown stands in the address; one that is not offered here gives way to the first. */
function Parts({ parts }: { parts: Partial<Record<Tab, ReactNode>> }) {
  const search = useSearch({ strict: false });
  const navigate = useNavigate();
  const offered = Object.keys(parts) as Tab[];
  const shown = offered.find((tab) => tab === search.tab) ?? offered[0] ?? null;
  return (
    <Tabs
      value={shown}
      keepMounted={false}
      onChange={(tab) =>
        void navigate({ to: ".", search: (before) => ({ ...before, tab: tab as Tab }), replace: true })
      }
    >
      <Tabs.List mb="md">
        {offered.map((tab) => (
          <Tabs.Tab key={tab} value={tab}>
            {tabWords[tab]}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {offered.map((tab) => (
        <Tabs.Panel key={tab} value={tab}>
          {parts[tab]}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
