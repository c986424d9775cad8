import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { ahead, compressed, early, withoutColours } from "./build.plugins.ts";

// During development the API is whatever server listens here.
const api = process.env.GUANXI_API ?? "http://127.0.0.1:8000";

// The first group that matches takes a module and what only it needs; so the order is from the ground up.
const GROUPS = [
  {
    name: "wire",
    test: /src\/api\/(ahead|client|problem)|src\/kernel\/(boot|locale|signal)\./,
  },
  {
    name: "early",
    test: /src\/app\/(early|questions)|src\/schema\/module|src\/records\/(grid\/choices|list\/request)/,
  },
  {
    name: "react",
    test: /node_modules\/(react|react-dom|scheduler|react-router|zustand|cookie|set-cookie-parser)\//,
  },
  {
    name: "base",
    test: /src\/app\/(main|App|Crash|routes)|vite\/|src\/kernel\/(?!passkey)|src\/api\/session|core\/MantineProvider|src\/schema\/locale|src\/ui\/(Icon\.|Button\.|inputs|Field|faces|Seal|Page|Provider|LiveRegion|theme|toast|Toasts|media|Kbd|base|tokens|kit\.css|mantine\.css|icons)/,
  },
  {
    name: "door",
    test: /src\/areas\/door\/(DoorFrame|InkNetwork|LoginForm|Fault|PasskeyButton|useDoorForm)/,
  },
  {
    name: "work",
    test: /src\/app\/(work|shell\/(?!Help|MoreSheet|Marks))|src\/areas\/bell\/(?!BellList)|src\/api\/(cache|records|workspace|files|live)|@tanstack|src\/schema\/|src\/ui\/(Popover|Menu|Tooltip|floats|IconButton|Avatar|Tabs|Checkbox|Pill|Warmth|Dialog)|src\/fields\/(?!.*(Editor|ChildRows|editors))|src\/records\/(data|following\/shape|form|index|create\/state|grid|list\/(?!ViewDialog)|filter\/(?!Operand|Pickers|FilterBuilder|ConditionLine)|cards|conflict\/Conflict\.)/,
  },
  { name: "floats", test: /kitFloat/ },
  {
    name: "editors",
    test: /src\/fields\/|src\/ui\/(Select|MultiSelect)|src\/app\/shell\/MoreSheet|src\/areas\/bell|src\/records\/(filter|bulk|peek\/Peek\.|list\/ViewDialog)/,
  },
  { name: "dialogs", test: /kitDialog/ },
].map((group, index) => ({ ...group, priority: 100 - index }));

export default defineConfig({
  plugins: [react(), early(), ahead(["work", "zh-CN", "zh-TW", "en"]), compressed()],
  css: { postcss: { plugins: [withoutColours()] } },
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: { proxy: { "/api": api, "/_allauth": api } },
  build: {
    target: "es2022",
    sourcemap: false,
    modulePreload: { polyfill: false },
    // Nothing may be inlined as data: URL in scripts or styles; the content policy names 'self' only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    // Few chunks along the lines of what a first page needs: sixty small files would cost more than they save.
    rolldownOptions: { output: { codeSplitting: { groups: GROUPS } } },
  },
  test: { environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"], css: false },
});
