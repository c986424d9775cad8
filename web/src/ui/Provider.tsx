import "./kit.css";
import "./tokens.css";
import "./base.css";
import "./mantine.css";
import { MantineProvider } from "@mantine/core";
import { useTheme } from "@/kernel/theme";
import { LiveRegion } from "./LiveRegion";
import { Toasts } from "./Toasts";
import { theme } from "./theme";

// Styles that are written into the page bear its number, or its policy keeps them out.
const number = document.querySelector<HTMLMetaElement>("meta[property=csp-nonce]")?.nonce ?? "";
// The name under which the kit's dialogs ask for it.
Object.assign(globalThis, { __webpack_nonce__: number });

/** Everything below may use the kit; also owns toasts and the live region. */
export function UiProvider(props: { children: React.ReactNode }) {
  const scheme = useTheme((state) => state.scheme);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      getStyleNonce={() => number}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {props.children}
      <Toasts />
      <LiveRegion />
    </MantineProvider>
  );
}
