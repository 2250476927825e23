import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { iconSprite } from "./icons.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// Names stay unhashed: Django's manifest storage adds the hash when it collects them.
export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [iconSprite(here("icons.txt"))],
  build: {
    outDir: here("../src/sixin/site/static/front"),
    emptyOutDir: true,
    target: "es2022",
    modulePreload: false,
    cssCodeSplit: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: {
        theme: here("src/theme.ts"),
        desk: here("src/desk.ts"),
        charts: here("src/charts.ts"),
        passkeys: here("src/passkeys.ts"),
      },
      output: { entryFileNames: "[name].js", assetFileNames: "[name][extname]" },
    },
  },
});
