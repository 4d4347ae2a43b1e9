/** What can be looked at, each with how many there are: beside the list, or in a drawer where there is no room. */
import { Drawer, UnstyledButton } from "@mantine/core";
import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconInbox,
  IconMoon,
  IconUser,
  IconUserQuestion,
} from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { countsQuery } from "../../api/inbox";
import type { InboxCounts } from "../../api/inbox-shapes";
import { type InboxView, isSameView, type SentimentName, type ViewKey, viewKeys } from "../../api/inbox-view";
import { PriorityMark, SentimentMark } from "../../design/marks";
import { countWords } from "../../design/number-words";
import { LabelMark } from "./label-mark";
import { viewWords } from "./view-words";
import classes from "./views.module.css";

const icons: Record<ViewKey, Icon> = {
  mine: IconUser,
  unassigned: IconUserQuestion,
  waiting: IconClock,
  late: IconAlertTriangle,
  all: IconInbox,
  snoozed: IconMoon,
  resolved: IconCheck,
};

interface ViewsProps {
  view: InboxView;
  onChoose: (choice: InboxView) => void;
}

export function ViewsPane(props: ViewsProps) {
  return (
    <nav className={classes.pane} aria-label="Views">
      <Views {...props} />
    </nav>
  );
}

export function ViewsDrawer({
  isOpen,
  onClose,
  ...props
}: ViewsProps & { isOpen: boolean; onClose: () => void }) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title="Views"
      size={280}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <nav aria-label="Views">
        <Views {...props} />
      </nav>
    </Drawer>
  );
}

function Views({ view, onChoose }: ViewsProps) {
  const counts = useQuery(countsQuery).data;
  const line = (choice: InboxView, content: ReactNode, count: number | undefined, key: string | number) => (
    <ViewLine
      key={key}
      isHere={isSameView(view, choice)}
      count={count}
      isUrgent={choice.view === "late"}
      onClick={() => onChoose(choice)}
    >
      {content}
    </ViewLine>
  );
  return (
    <>
      <ul className={classes.views}>
        {viewKeys.map((key) => {
          const ViewIcon = icons[key];
          const content = (
            <>
              <ViewIcon size={16} stroke={1.6} aria-hidden="true" />
              <span className={classes.words}>{viewWords[key]}</span>
            </>
          );
          return line({ view: key }, content, countOf(counts, key), key);
        })}
      </ul>
      {counts && counts.bots.length > 1 && (
        <Group title="Bots">
          {counts.bots.map((bot) =>
            line({ bot: bot.id }, <span className={classes.words}>{bot.name}</span>, bot.count, bot.id),
          )}
        </Group>
      )}
      {counts && counts.labels.length > 0 && (
        <Group title="Labels">
          {counts.labels.map((label) =>
            line({ label: label.id }, <LabelMark label={label} />, label.count, label.id),
          )}
        </Group>
      )}
      {counts && counts.sentiments.length > 0 && (
        <Group title="Sentiment">
          {counts.sentiments.map(({ sentiment, count }) =>
            line(
              { sentiment: sentiment as SentimentName },
              <SentimentMark sentiment={sentiment} />,
              count,
              sentiment,
            ),
          )}
        </Group>
      )}
      {counts && counts.priorities.length > 0 && (
        <Group title="Priority">
          {prioritySteps.map((step) =>
            line(
              { priority: step },
              <>
                <PriorityMark priority={step} /> <span>and higher</span>
              </>,
              countFrom(counts, step),
              step,
            ),
          )}
        </Group>
      )}
    </>
  );
}

const prioritySteps = [8, 6, 4] as const;

function countOf(counts: InboxCounts | undefined, key: ViewKey): number | undefined {
  return counts?.items.find((item) => item.key === key)?.count;
}

function countFrom({ priorities }: InboxCounts, step: number): number {
  return priorities.reduce((sum, { priority, count }) => sum + (priority >= step ? count : 0), 0);
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.views} aria-label={title}>
        {children}
      </ul>
    </>
  );
}

interface ViewLineProps {
  isHere: boolean;
  count: number | undefined;
  isUrgent: boolean;
  onClick: () => void;
  children: ReactNode;
}

function ViewLine({ isHere, count, isUrgent, onClick, children }: ViewLineProps) {
  return (
    <li>
      <UnstyledButton
        className={classes.view}
        data-here={isHere}
        aria-current={isHere ? "true" : undefined}
        onClick={onClick}
      >
        {children}
        {count !== undefined && (
          <span className={classes.count} data-urgent={isUrgent && count > 0}>
            {countWords(count)}
          </span>
        )}
      </UnstyledButton>
    </li>
  );
}
