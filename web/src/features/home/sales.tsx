/** Sales at a glance: figures, charts, what is due, what happened. */
import { Button, Group, SimpleGrid, Skeleton, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type Dashboard, dashboardQuery } from "../../api/dashboard";
import { objectNamed, objectsQuery } from "../../api/objects";
import { ChartFigure, type ChartRow } from "../../design/charts/chart-figure";
import { EmptyState } from "../../design/empty-state";
import { moneyText } from "../../design/fields/field-words";
import { ListLink } from "../../design/list-link";
import { countWords } from "../../design/number-words";
import { ProblemNotice } from "../../design/problem-notice";
import { TextLink } from "../../design/text-link";
import { DueList } from "./due-lists";
import { RecentChanges } from "./recent-changes";
import classes from "./sales.module.css";
import { SalesFigures } from "./sales-figures";
import { type FinalStages, followUpsDue, fromSource, inStage, newIn } from "./sales-filters";
import { weekWords } from "./sales-words";

export function Sales() {
  const dashboard = useQuery(dashboardQuery);
  const objects = useQuery(objectsQuery).data ?? [];
  if (dashboard.isError && !dashboard.data) {
    return <ProblemNotice error={dashboard.error} onRetry={() => void dashboard.refetch()} />;
  }
  if (!dashboard.data) return <SalesLoading />;
  if (isUnused(dashboard.data)) {
    const mayCreate = objectNamed(objects, "leads")?.rights.create === true;
    return <NoSalesYet mayCreate={mayCreate} />;
  }
  const finalStages = {
    deals: objectNamed(objects, "deals")?.board?.final ?? [],
    leads: objectNamed(objects, "leads")?.board?.final ?? [],
  };
  return <SalesInFigures figures={dashboard.data} finalStages={finalStages} />;
}

interface SalesInFiguresProps {
  figures: Dashboard;
  finalStages: FinalStages;
}

function SalesInFigures({ figures, finalStages }: SalesInFiguresProps) {
  const { currency } = figures;
  return (
    <Stack gap="md">
      <Title order={2} className={classes.hidden}>
        Sales
      </Title>
      <SalesFigures figures={figures} finalStages={finalStages} />
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
        <ChartFigure
          title="Open pipeline by stage"
          rows={stageRows(figures, finalStages)}
          rowName="Stage"
          valueName={`Value in ${currency}`}
          besideName="Deals"
          axisWords={(value) => moneyText(value, currency, true)}
        />
        <ChartFigure
          title="New leads per week"
          rows={weekRows(figures)}
          rowName="Week from"
          valueName="Leads"
          axisWords={countWords}
        />
        <FollowUps figures={figures} finalStages={finalStages} />
        <TasksDue figures={figures} />
        <ChartFigure
          title="Leads by source"
          rows={sourceRows(figures)}
          rowName="Source"
          valueName="Leads"
          axisWords={countWords}
          isSideways
        />
        <RecentChanges changes={figures.recent} />
      </SimpleGrid>
    </Stack>
  );
}

function FollowUps({ figures, finalStages }: SalesInFiguresProps) {
  return (
    <DueList
      title="Follow-ups due"
      object="leads"
      records={figures.follow_ups.items}
      dueField="next_follow_up"
      beside={(lead) => [lead.company, lead.lead_status].find((text) => typeof text === "string") ?? null}
      empty="No lead waits for a word from you."
      more={
        <ListLink list={followUpsDue(finalStages)} className={classes.moreLink}>
          All {countWords(figures.follow_ups.due)}
        </ListLink>
      }
    />
  );
}

function TasksDue({ figures }: { figures: Dashboard }) {
  return (
    <DueList
      title="Tasks due"
      object="tasks"
      records={figures.tasks.items}
      dueField="due_date"
      beside={({ labels }) => labels.deal_id ?? labels.lead_id ?? labels.contact_id ?? null}
      empty="Nothing is due."
      more={
        <TextLink to="/tasks" size="xs">
          All {countWords(figures.tasks.overdue + figures.tasks.today)}
        </TextLink>
      }
    />
  );
}

function stageRows({ pipeline, currency }: Dashboard, finalStages: FinalStages): ChartRow[] {
  return pipeline
    .filter(({ stage }) => !finalStages.deals.includes(stage))
    .map(({ stage, label, count, value }) => ({
      label,
      value,
      words: moneyText(value, currency),
      beside: countWords(count),
      list: inStage(stage),
    }));
}

function weekRows({ new_leads }: Dashboard): ChartRow[] {
  return new_leads.map(({ week, count }) => ({
    label: weekWords(week),
    value: count,
    words: countWords(count),
    list: newIn(week),
  }));
}

function sourceRows({ leads_by_source }: Dashboard): ChartRow[] {
  return leads_by_source.map(({ value, label, count }) => ({
    label,
    value: count,
    words: countWords(count),
    list: fromSource(value),
  }));
}

function isUnused({ pipeline, new_leads, leads_by_source, tasks, recent }: Dashboard): boolean {
  const counts = [...pipeline, ...new_leads, ...leads_by_source].map(({ count }) => count);
  return recent.length === 0 && tasks.items.length === 0 && counts.every((count) => count === 0);
}

function NoSalesYet({ mayCreate }: { mayCreate: boolean }) {
  return (
    <EmptyState
      title="No leads, contacts or deals yet"
      action={
        <Group gap="xs">
          {mayCreate && (
            <Button
              size="xs"
              renderRoot={(parts) => (
                <Link to="/records/$object" params={{ object: "leads" }} search={{ new: true }} {...parts} />
              )}
            >
              Add a lead
            </Button>
          )}
          <TextLink to="/records/$object" params={{ object: "leads" }} size="sm">
            Go to leads
          </TextLink>
        </Group>
      }
    >
      Add the first lead, or import a file of leads. Then your pipeline, what is due and what was won stand
      here.
    </EmptyState>
  );
}

const tiles = ["won", "open", "follow-ups", "tasks"];

function SalesLoading() {
  return (
    <SimpleGrid cols={{ base: 2, lg: 4 }} spacing="xs">
      {tiles.map((tile) => (
        <Skeleton key={tile} height={104} />
      ))}
    </SimpleGrid>
  );
}
