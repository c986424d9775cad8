import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// During development the API is whatever server listens here.
const api = process.env.GUANXI_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": api, "/_allauth": api } },
  build: {
    target: "es2022",
    sourcemap: false,
    modulePreload: { polyfill: false },
    // Nothing may be inlined as data: URL in scripts or styles; the content policy names 'self' only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"], css: false },
});
