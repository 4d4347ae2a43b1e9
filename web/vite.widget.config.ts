/** Builds the widget into one file beside the app: a classic script, since a page embeds it by one tag. */
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    target: "es2022",
    emptyOutDir: false,
    reportCompressedSize: false,
    lib: { entry: "widget/main.ts", formats: ["iife"], name: "FrontdeskWidget", fileName: () => "widget.js" },
  },
});
