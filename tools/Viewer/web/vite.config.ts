import { defineConfig } from "vite";
import { viteSingleFile } from "vite-plugin-singlefile";

// One self-contained page per mode: `vite build --mode graph` makes ../dist/graph.html of graph.html.
export default defineConfig(({ mode }) => ({
  plugins: [viteSingleFile()],
  build: {
    target: "es2022",
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    modulePreload: false,
    outDir: "../dist",
    emptyOutDir: false,
    reportCompressedSize: false,
    rollupOptions: { input: mode === "report" ? "report.html" : "graph.html" },
  },
}));
