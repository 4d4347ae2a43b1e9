/** A chart and the table behind it: the chart for the eye, the table for all others, and its rows lead to their lists. */
import { Skeleton, Table, Text } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useId, useState } from "react";
import { ListLink, type RecordList } from "../list-link";
import panel from "../panel.module.css";
import classes from "./chart-figure.module.css";

const Bars = lazy(() => import("./bars").then((module) => ({ default: module.Bars })));

export interface ChartRow {
  label: string;
  /** What is drawn. */
  value: number;
  /** What is written: "₹12,50,000", "14". */
  words: string;
  /** A second figure that the table shows beside it. */
  beside?: string;
  list: RecordList;
}

export interface ChartFigureProps {
  title: string;
  rows: ChartRow[];
  rowName: string;
  valueName: string;
  besideName?: string;
  /** How a value is written at the axis. */
  axisWords: (value: number) => string;
  isSideways?: boolean;
  /** Where bars would mislead: too many, or without a scale in common. */
  isTableOnly?: boolean;
}

export function ChartFigure(props: ChartFigureProps) {
  const { title, rows, valueName, rowName, isTableOnly = false } = props;
  const [isChosen, showTable] = useState(false);
  const isTable = isChosen || isTableOnly;
  const navigate = useNavigate();
  const headingId = useId();
  const isEmpty = rows.every(({ value }) => value === 0);
  const open = ({ object, filter }: RecordList) =>
    void navigate({ to: "/records/$object", params: { object }, search: { filter } });
  return (
    <section className={panel.panel} aria-labelledby={headingId}>
      <div className={panel.panelHead}>
        <h2 id={headingId}>{title}</h2>
        {!isEmpty && !isTableOnly && (
          <button
            type="button"
            className={classes.switch}
            aria-pressed={isTable}
            onClick={() => showTable(!isChosen)}
          >
            As a table
          </button>
        )}
      </div>
      {isEmpty && <Text c="dimmed">Nothing to show yet.</Text>}
      {!isEmpty && isTable && <FigureTable {...props} />}
      {!isEmpty && !isTable && (
        <div
          role="img"
          aria-label={`${title}: ${spoken(rows)}`}
          style={{ height: chartHeight(rows.length, props.isSideways) }}
        >
          <Suspense fallback={<Skeleton height="100%" />}>
            <Bars {...props} xName={rowName} yName={valueName} onOpen={open} />
          </Suspense>
        </div>
      )}
    </section>
  );
}

function FigureTable({ rows, rowName, valueName, besideName }: ChartFigureProps) {
  return (
    <Table className={classes.table}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{rowName}</Table.Th>
          {besideName && <Table.Th ta="right">{besideName}</Table.Th>}
          <Table.Th ta="right">{valueName}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.label}>
            <Table.Td>
              <ListLink list={row.list} className={classes.rowLink}>
                {row.label}
              </ListLink>
            </Table.Td>
            {besideName && (
              <Table.Td ta="right" className="figures">
                {row.beside}
              </Table.Td>
            )}
            <Table.Td ta="right" className="figures">
              {row.words}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Bars that lie need a line each. */
function chartHeight(rows: number, isSideways = false): number {
  const usual = 236;
  return isSideways ? Math.max(usual, 34 * rows + 64) : usual;
}

function spoken(rows: ChartRow[]): string {
  return rows.map(({ label, words }) => `${label} ${words}`).join(", ");
}
