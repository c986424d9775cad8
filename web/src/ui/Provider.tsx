import "./kit.css";
import "./tokens.css";
import "./base.css";
import "./mantine.css";
import { MantineProvider } from "@mantine/core";
import { useTheme } from "@/kernel/theme";
import { LiveRegion } from "./LiveRegion";
import { Toasts } from "./Toasts";
import { theme } from "./theme";

/** Everything below may use the kit; also owns toasts and the live region. */
export function UiProvider(props: { children: React.ReactNode }) {
  const scheme = useTheme((state) => state.scheme);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {props.children}
      <Toasts />
      <LiveRegion />
    </MantineProvider>
  );
}
