import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { rights as api, type RolePreview } from "@/api/rights";
import { useSettled } from "@/fields/reference/usePick";
import { useT } from "@/kernel/i18n";
import { Button, Icon } from "@/ui";
import { markOf, unsaid, written } from "./model";
import styles from "./rights.module.css";
import type { Work } from "./useShape";
import { countWord, moduleWord } from "./words";

interface SaveBarProps {
  work: Work;
  roleKey: string;
  note: string | null;
  error: string | undefined;
  busy: boolean;
  onSave: () => void;
  onDiscard: () => void;
}

/** What the change affects, before it is saved. */
export function SaveBar({ work, roleKey, note, error, busy, onSave, onDiscard }: SaveBarProps) {
  const t = useT();
  const lacks = unsaid(work.shape)[0];
  return (
    <section className={styles.bar} aria-label={t("rights.unsaved")}>
      <div className={styles.barWords} aria-live="polite">
        {(error ?? note) && (
          <p className={error ? styles.missing : styles.note} role={error ? "alert" : undefined}>
            <Icon name={error ? "alert-circle" : "info-circle"} size={15} />
            {error ?? note}
          </p>
        )}
        {lacks ? (
          <p className={styles.missing}>
            <Icon name="alert-circle" size={15} />
            {t("rights.conditionMissing", { module: moduleWord(t, work.schema, lacks) })}
          </p>
        ) : (
          <Effect work={work} roleKey={roleKey} />
        )}
      </div>
      <div className={styles.barDeeds}>
        <Button onClick={onDiscard}>{t("rights.discard")}</Button>
        <Button kind="primary" busy={busy} disabled={Boolean(lacks)} onClick={onSave}>
          {t("common.save")}
        </Button>
      </div>
    </section>
  );
}

const SETTLED = 350;

function Effect({ work, roleKey }: { work: Work; roleKey: string }) {
  const t = useT();
  const mark = useSettled(markOf(work.shape), SETTLED);
  const preview = useQuery({
    queryKey: ["rights", "preview", roleKey, mark],
    queryFn: () => api.previewRole(roleKey, written(JSON.parse(mark))),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  if (preview.error) return <p className="quiet">{preview.error.message}</p>;
  if (!preview.data) return <p className="quiet">{t("rights.counting")}</p>;
  return <Told work={work} preview={preview.data} />;
}

function Told({ work, preview }: { work: Work; preview: RolePreview }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const count = (n: number) => countWord(t, n, preview.most);
  const lines = preview.sample.flatMap((person) =>
    person.modules
      .filter((one) => one.before !== one.after)
      .map(({ module, before, after }) =>
        t("rights.affectsLine", {
          name: person.name,
          module: moduleWord(t, work.schema, module),
          before: count(before),
          after: count(after),
        }),
      ),
  );
  if (preview.people === 0) return <p>{t("rights.affectsNobody")}</p>;
  const [first, ...rest] = lines;
  return (
    <>
      <p>
        <strong>{t("rights.affects", { n: preview.people })}</strong> {first ?? t("rights.affectsSame")}{" "}
        {rest.length > 0 && (
          <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t("rights.affectsFew") : t("rights.affectsMore", { n: rest.length })}
          </button>
        )}
      </p>
      {open && (
        <ul className={styles.effects}>
          {rest.map((line) => (
            <li key={line}>{line}</li>
          ))}
          {preview.people > preview.sample.length && (
            <li className="quiet">{t("rights.affectsSample", { n: preview.sample.length })}</li>
          )}
        </ul>
      )}
    </>
  );
}
