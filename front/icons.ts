import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Plugin } from "vite";

/** Emit `icons.svg`: one <symbol> for each name in `list`, cut from lucide-static's own sprite. */
export function iconSprite(list: string): Plugin {
  return {
    name: "icon-sprite",
    generateBundle() {
      const source = { type: "asset", fileName: "icons.svg", source: sprite(list) } as const;
      this.emitFile(source);
    },
  };
}

function sprite(list: string): string {
  const lucide = join(dirname(createRequire(import.meta.url).resolve("lucide-static")), "..", "..");
  const symbols = names(readFileSync(list, "utf8")).map(([ours, theirs]) =>
    symbol(ours, readFileSync(join(lucide, "icons", `${theirs}.svg`), "utf8")),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;
}

function names(text: string): [string, string][] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines
    .filter((line) => line && !line.startsWith("#"))
    .map((line) => {
      const [ours = "", theirs = ours] = line.split("=").map((part) => part.trim());
      return [ours, theirs];
    });
}

/** Strokes stand on the symbol itself, so that a bare <use> needs no further attribute. */
function symbol(name: string, svg: string): string {
  const shapes = svg.replace(/^[\s\S]*?<svg[^>]*>/, "").replace(/<\/svg>\s*$/, "");
  const stroke =
    'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${name}" viewBox="0 0 24 24" ${stroke}>${shapes.replace(/\s*\n\s*/g, "")}</symbol>`;
}
