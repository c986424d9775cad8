import { Component } from "react";
import { useRouteError } from "react-router";
import { useT } from "@/kernel/i18n";
import { Button, Empty } from "@/ui";

/** What is shown when a screen fails; an outdated chunk after an update is the usual cause. */
export function CrashFace({ error }: { error: unknown }) {
  const t = useT();
  const words = error instanceof Error ? error.message : "";
  return (
    <main style={{ display: "flex", minHeight: "100%" }}>
      <Empty title={t("error.crash")} text={t("error.crashText")}>
        <Button kind="primary" icon="refresh" onClick={() => location.reload()}>
          {t("error.reload")}
        </Button>
        <Button onClick={() => location.assign("/today")}>{t("error.home")}</Button>
        {words && (
          <code className="quiet" style={{ width: "100%", fontSize: 12 }}>
            {words}
          </code>
        )}
      </Empty>
    </main>
  );
}

export function RouteCrash() {
  return <CrashFace error={useRouteError()} />;
}

interface CrashState {
  error: unknown;
}

/** The last net around everything. */
export class Crash extends Component<{ children: React.ReactNode }, CrashState> {
  override state: CrashState = { error: null };

  static getDerivedStateFromError(error: unknown): CrashState {
    return { error };
  }

  override render() {
    return this.state.error ? <CrashFace error={this.state.error} /> : this.props.children;
  }
}
