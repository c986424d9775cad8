import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type ImportProject, importsApi } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { Button } from "@/ui";
import styles from "./Imports.module.css";
import { paintImport } from "./useImport";
import own from "./Working.module.css";

/** A job on its way: how far, how long still, and the way to stop it. */
export function Working({ project, title }: { project: ImportProject; title: string }) {
  const t = useT();
  const done = project.progress?.done ?? 0;
  const total = project.progress?.total ?? (project.state === "running" ? project.total : null);
  const left = useTimeLeft(done, total);
  const stop = useMutation({
    mutationFn: () => importsApi.cancel(project.id),
    onSuccess: (brief) => paintImport(project.id, brief),
  });
  return (
    <section className={styles.working} aria-live="polite">
      <h2 className="display">{title}</h2>
      <progress
        className={own.bar}
        value={total ? done : undefined}
        max={total ?? undefined}
        aria-label={title}
      />
      <p className={own.line}>
        <span className="tabular">
          {total
            ? `${formatNumber(done)} / ${formatNumber(total)}`
            : t("imports.rows", { n: formatNumber(done) })}
        </span>
        <span className="quiet">{left ? t("imports.timeLeft", { time: left }) : t("imports.canLeave")}</span>
      </p>
      <Button icon="player-pause" busy={stop.isPending} onClick={() => stop.mutate()}>
        {t("imports.stop")}
      </Button>
    </section>
  );
}

/** How long the rest will take at the pace seen so far. */
function useTimeLeft(done: number, total: number | null): string {
  const t = useT();
  const start = useRef<{ at: number; done: number } | null>(null);
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    const now = performance.now();
    if (!start.current) start.current = { at: now, done };
    const passed = (now - start.current.at) / 1000;
    const pace = (done - start.current.done) / passed;
    setSeconds(total && pace > 0 && passed > 2 ? Math.ceil((total - done) / pace) : null);
  }, [done, total]);
  if (seconds === null) return "";
  return seconds < 60
    ? t("imports.seconds", { n: seconds })
    : t("imports.minutes", { n: Math.ceil(seconds / 60) });
}
