import type { EChartsCoreOption } from "echarts/core";
import type { Series, TableData } from "./chart-table.ts";

export interface Paint {
  series: string[];
  ink: string;
  line: string;
  paper: string;
  font: string;
  still: boolean;
}

const MOTION_MS = 150;
const BAR_MAX_WIDTH = 36;

/** What ECharts needs to draw `data`. The tooltip is drawn in SVG too: no inline style, so CSP holds. */
export function option(settings: DOMStringMap, data: TableData, paint: Paint): EChartsCoreOption {
  const many = data.series.length > 1;
  const text = { color: paint.ink, fontFamily: paint.font, fontSize: 13 };
  return {
    animation: !paint.still,
    animationDuration: MOTION_MS,
    color: paint.series,
    textStyle: text,
    grid: { left: 8, right: 16, top: many ? 40 : 28, bottom: 4, containLabel: true },
    legend: { show: many, top: 0, left: 0, textStyle: text, icon: "roundRect" },
    tooltip: { trigger: "axis", renderMode: "richText", ...tooltip(paint) },
    xAxis: {
      type: "category",
      data: data.categories,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: paint.line } },
      axisLabel: text,
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      name: settings.chartUnit ?? "",
      nameTextStyle: { ...text, align: "left" },
      axisLabel: text,
      splitLine: { lineStyle: { color: paint.line } },
    },
    series: data.series.map((one) => series(settings, one)),
  };
}

function tooltip(paint: Paint): object {
  const text = { color: paint.ink, fontFamily: paint.font, fontSize: 13 };
  return { backgroundColor: paint.paper, borderColor: paint.line, textStyle: text, confine: true };
}

function series(settings: DOMStringMap, one: Series): object {
  const common = { name: one.name, data: one.values };
  if (settings.chart === "line") return { ...common, type: "line", symbolSize: 7, connectNulls: false };
  const stack = settings.chartStacked === undefined ? {} : { stack: "all" };
  return { ...common, ...stack, type: "bar", barMaxWidth: BAR_MAX_WIDTH };
}
