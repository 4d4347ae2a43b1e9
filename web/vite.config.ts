import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

const server = process.env.FRONTDESK_SERVER ?? "http://127.0.0.1:8000";
const served = ["/api", "/auth", "/health", "/docs", "/redoc", "/openapi.json"];

export default defineConfig({
  plugins: [react()],
  build: { target: "es2022", assetsDir: "assets", reportCompressedSize: true },
  server: {
    proxy: {
      ...Object.fromEntries(served.map((path) => [path, server])),
      "/ws": { target: server, ws: true },
    },
  },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
