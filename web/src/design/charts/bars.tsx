/** Bars of one series, with the names of both axes; loaded when a chart is first shown. */
import "@mantine/charts/styles.css";
import { BarChart } from "@mantine/charts";
import type { RecordList } from "../list-link";
import type { ChartFigureProps } from "./chart-figure";

interface BarsProps extends Pick<ChartFigureProps, "rows" | "axisWords" | "isSideways"> {
  xName: string;
  yName: string;
  onOpen: (list: RecordList) => void;
}

/** More than these are thinned out where there is no room for all. */
const mostLabels = 6;
const amountWidth = 64;
const [narrowest, widest, letter, besideLabel] = [84, 168, 6.5, 32];

/** Room for the longest label and the name of the axis beside it. */
function labelWidth(labels: string[]): number {
  const longest = Math.max(0, ...labels.map(({ length }) => length));
  return Math.min(widest, Math.max(narrowest, letter * longest + besideLabel));
}

export function Bars({ rows, axisWords, isSideways = false, xName, yName, onOpen }: BarsProps) {
  const open = (index: number | undefined) => {
    const list = index === undefined ? undefined : rows[index]?.list;
    if (list) onOpen(list);
  };
  return (
    <BarChart
      h="100%"
      data={rows.map(({ label, value }) => ({ label, [yName]: value }))}
      dataKey="label"
      series={[{ name: yName, color: "var(--mantine-color-anchor)" }]}
      orientation={isSideways ? "vertical" : "horizontal"}
      gridAxis={isSideways ? "y" : "x"}
      tickLine="none"
      strokeDasharray="0"
      maxBarWidth={40}
      xAxisLabel={isSideways ? yName : xName}
      yAxisLabel={isSideways ? xName : yName}
      xAxisProps={
        isSideways
          ? { tickFormatter: axisWords, allowDecimals: false }
          : { interval: rows.length > mostLabels ? "equidistantPreserveStart" : 0 }
      }
      yAxisProps={
        isSideways
          ? { width: labelWidth(rows.map(({ label }) => label)), interval: 0 }
          : { width: amountWidth, tickFormatter: axisWords, allowDecimals: false }
      }
      valueFormatter={axisWords}
      barChartProps={{
        accessibilityLayer: false,
        style: { cursor: "pointer" },
        onClick: (state) => open(state.activeIndex == null ? undefined : Number(state.activeIndex)),
      }}
      barProps={{ isAnimationActive: false, radius: 2 }}
    />
  );
}
