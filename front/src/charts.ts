// Draws <figure data-chart="bar|line"> from the <table> inside it: first column the categories,
// further columns the series. The table stays on the page, in a <details>, and is what is read aloud.
//   data-chart-stacked, data-chart-unit="人次"; a cell may carry its number in data-value.
import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use, type EChartsType } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { option, type Paint } from "./chart-option.ts";
import { read } from "./chart-table.ts";

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

const drawn = new Map<HTMLElement, EChartsType>();

function paint(figure: HTMLElement): Paint {
  const style = getComputedStyle(figure);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    series: ["--chart-1", "--chart-2", "--chart-3", "--chart-4"].map(colour),
    ink: colour("--ink-quiet"),
    line: colour("--line"),
    paper: colour("--raised"),
    font: style.fontFamily,
    still: window.matchMedia("(prefers-reduced-motion: reduce)").matches,
  };
}

function canvas(figure: HTMLElement): HTMLElement {
  const box = document.createElement("div");
  box.className = "chart";
  box.setAttribute("role", "img");
  const words = figure.querySelector("figcaption") ?? figure.querySelector("caption");
  box.setAttribute("aria-label", (words?.textContent ?? "").trim());
  figure.insertBefore(box, figure.querySelector("details, table"));
  if (box.clientHeight === 0) box.style.height = "15rem";
  return box;
}

function draw(figure: HTMLElement): void {
  const table = figure.querySelector("table");
  const data = table && read(table);
  if (!data || data.categories.length === 0) return;
  const chart = drawn.get(figure) ?? init(canvas(figure), null, { renderer: "svg" });
  drawn.set(figure, chart);
  chart.setOption(option(figure.dataset, data, paint(figure)), true);
}

function drawAll(): void {
  for (const [figure, chart] of drawn) {
    if (figure.isConnected) continue;
    chart.dispose();
    drawn.delete(figure);
  }
  document.querySelectorAll<HTMLElement>("figure[data-chart]").forEach(draw);
}

drawAll();
document.addEventListener("themechange", drawAll);
document.addEventListener("htmx:load", drawAll);
window.addEventListener("resize", () => drawn.forEach((chart) => chart.resize()));
window.addEventListener("beforeprint", () => drawn.forEach((chart) => chart.resize()));
