import { defineConfig } from "vite";

// Two self-contained scripts, each with its style: the one-file account's, and the desk's. They are written into the
// package and committed, so that nobody needs Node to run Stemma. They are not made smaller: what is committed can be
// read, and is a few kilobytes once packed. OUT (set by `make web-check`) sends them elsewhere.
const OUT = process.env.OUT ?? "../src/stemma";
const HOMES: Record<string, string> = { page: "export/templates", desk: "serve/static" };

export default defineConfig(({ mode }) => ({
  define: { "process.env.NODE_ENV": '"production"' },
  build: {
    outDir: `${OUT}/${HOMES[mode]}`,
    emptyOutDir: false,
    copyPublicDir: false,
    reportCompressedSize: false,
    minify: false,
    cssMinify: false,
    target: ["es2022", "chrome111", "firefox121", "safari16.4"],
    lib: { entry: `src/${mode}.ts`, formats: ["iife"], name: "stemma", fileName: () => `${mode}.js`, cssFileName: mode },
    rollupOptions: { output: { extend: true } },
  },
  logLevel: "warn",
}));
