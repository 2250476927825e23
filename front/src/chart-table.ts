export interface Series {
  name: string;
  values: (number | null)[];
}

export interface TableData {
  categories: string[];
  series: Series[];
}

const words = (cell: Element | undefined) => (cell?.textContent ?? "").trim();

/** A cell's number: its data-value, else its text; null where there is none, never 0. */
function number(cell: HTMLElement | undefined): number | null {
  const text = (cell?.dataset.value ?? words(cell)).replace(/[,\s]/g, "");
  return text === "" || Number.isNaN(Number(text)) ? null : Number(text);
}

/** Read a table with one header row; a `tfoot` holds totals and is left out. */
export function read(table: HTMLTableElement): TableData {
  const head = [...(table.tHead?.rows[0]?.cells ?? [])];
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const series = head.slice(1).map((cell, index) => ({
    name: words(cell),
    values: rows.map((row) => number(row.cells[index + 1])),
  }));
  return { categories: rows.map((row) => words(row.cells[0])), series };
}
