import { createTheme } from "@mantine/core";

// Colours live in tokens.css; the kit only learns which of its names to use.
export const theme = createTheme({
  fontFamily: "var(--font-ui)",
  defaultRadius: "sm",
  respectReducedMotion: true,
  cursorType: "pointer",
  autoContrast: false,
  focusRing: "never",
});
