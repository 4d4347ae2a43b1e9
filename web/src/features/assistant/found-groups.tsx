/** Figures of an answer by groups: bars with a table behind, or the table alone where bars would mislead. */
import { SimpleGrid } from "@mantine/core";
import type { AssistantQuery } from "../../api/assistant-shapes";
import { ChartFigure, type ChartRow } from "../../design/charts/chart-figure";
import { ListLink } from "../../design/list-link";
import classes from "./blocks.module.css";
import {
  areAmounts,
  type Figure,
  figuresOf,
  type Group,
  type GroupSurroundings,
  groupFilter,
  groupLabel,
  isComparable,
  mainFigure,
} from "./groups";
import { groupingWords } from "./query-words";

interface FoundGroupsProps {
  groups: Group[];
  query: AssistantQuery;
  around: GroupSurroundings;
}

const mostBars = 24;
const mostUpright = 6;

export function FoundGroups({ groups, query, around }: FoundGroupsProps) {
  const figures = figuresOf(query, around);
  const main = mainFigure(figures);
  if (main === undefined || groups.length === 0) return null;
  if (areAmounts(groups)) return <Amounts groups={groups} figures={figures} query={query} around={around} />;
  const beside = figures.find((figure) => figure !== main);
  const isDrawn = groups.length <= mostBars && isComparable(groups, main);
  return (
    <ChartFigure
      title={`${main.label} ${groupingWords(query, around.meta, around.objects) ?? ""}`.trim()}
      rows={groups.map((group) => rowOf(group, main, beside, query, around))}
      rowName={groupedName(query, around)}
      valueName={main.label}
      besideName={beside?.label}
      axisWords={(value) => main.sayShort(value, groups[0])}
      isSideways={groups.length > mostUpright || query.group_by?.some((name) => !name.includes(":"))}
      isTableOnly={!isDrawn}
    />
  );
}

/** Amounts in several currencies are never added up: each stands for itself. */
function Amounts({ groups, figures, query, around }: FoundGroupsProps & { figures: Figure[] }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
      {groups.map((group) => (
        <ListLink
          key={groupLabel(group, around)}
          list={{ object: query.object, filter: groupFilter(query, group) }}
          className={classes.tile}
        >
          {figures.map((figure) => (
            <span key={figure.name} className={classes.amount}>
              <span className={classes.figure}>{figure.say(group.values[figure.name], group)}</span>
              <span className={classes.aside}>
                {figure.label} in {groupLabel(group, around)}
              </span>
            </span>
          ))}
        </ListLink>
      ))}
    </SimpleGrid>
  );
}

function rowOf(
  group: Group,
  main: Figure,
  beside: Figure | undefined,
  query: AssistantQuery,
  around: GroupSurroundings,
): ChartRow {
  const value = group.values[main.name];
  return {
    label: groupLabel(group, around),
    value: typeof value === "number" ? value : 0,
    words: main.say(value, group),
    beside: beside?.say(group.values[beside.name], group),
    list: { object: query.object, filter: groupFilter(query, group), search: query.search ?? undefined },
  };
}

function groupedName(query: AssistantQuery, around: GroupSurroundings): string {
  const words = groupingWords(query, around.meta, around.objects) ?? "Group";
  return words.replace(/^by /, "");
}
