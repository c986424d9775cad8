import "./kit.css";
import "./tokens.css";
import "./base.css";
import "./mantine.css";
import { MantineProvider } from "@mantine/core";
import { nonce } from "@/kernel/nonce";
import { useTheme } from "@/kernel/theme";
import { LiveRegion } from "./LiveRegion";
import { Toasts } from "./Toasts";
import { theme } from "./theme";

// Styles that are written into the page bear its number, or its policy keeps them out: the kit's dialogs ask by this name.
Object.assign(globalThis, { __webpack_nonce__: nonce });

/** Everything below may use the kit; also owns toasts and the live region. */
export function UiProvider(props: { children: React.ReactNode }) {
  const scheme = useTheme((state) => state.scheme);
  return (
    <MantineProvider
      theme={theme}
      forceColorScheme={scheme}
      getStyleNonce={() => nonce}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      {props.children}
      <Toasts />
      <LiveRegion />
    </MantineProvider>
  );
}
