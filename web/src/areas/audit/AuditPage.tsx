import { useState } from "react";
import { Link } from "react-router";
import { type AuditWish, auditApi } from "@/api/audit";
import { isProblem } from "@/api/problem";
import { useRefName } from "@/fields";
import { dayAndWeekday, relativeDay } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { lineStart } from "@/kernel/text";
import { haveFileMade } from "@/records/exporting/exportRecords";
import { useMe, useModule } from "@/schema";
import { Broken, Button, Empty, Menu, Page, Pill, Refused, Skeleton } from "@/ui";
import { Act } from "./Act";
import styles from "./audit.module.css";
import { Filters } from "./Filters";
import { type Day, useAudit, useWish } from "./useAudit";

/** Who did and saw what: of the whole house, of one person, of one record. */
export function Component() {
  const me = useMe();
  if (me && !me.verbs["audit.read"]) return <Refused />;
  return <Audit allowed={Boolean(me)} />;
}

function Audit({ allowed }: { allowed: boolean }) {
  const t = useT();
  const [wish, change] = useWish();
  const { days, query } = useAudit(wish, allowed);
  const filtered = Object.keys(wish).length > 0;
  return (
    <Page title={t("audit.title")} lead={t("audit.lead")} actions={<ExportButton wish={wish} />}>
      {wish.record && wish.module && (
        <OneRecord
          module={wish.module}
          id={wish.record}
          onClear={() => change({ record: null, module: null })}
        />
      )}
      <Filters wish={wish} onChange={change} />
      {query.error ? (
        <Failed error={query.error} retry={() => void query.refetch()} />
      ) : query.isPending ? (
        <Skeleton lines={8} />
      ) : days.length === 0 && !query.hasNextPage ? (
        <Empty
          title={filtered ? t("audit.noneFound") : t("audit.none")}
          text={filtered ? t("audit.noneFoundText") : t("audit.noneText")}
        />
      ) : (
        days.map((day) => <OneDay key={day.day} day={day} />)
      )}
      {query.hasNextPage && (
        <p className={styles.further}>
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {days.length === 0 ? t("audit.lookFurther") : t("audit.older")}
          </Button>
        </p>
      )}
    </Page>
  );
}

/** A record that one may not see has no audit, as one that never was. */
function Failed({ error, retry }: { error: Error; retry: () => void }) {
  if (isProblem(error) && (error.status === 404 || error.status === 403)) return <Refused />;
  return <Broken error={error} retry={retry} />;
}

function OneRecord({ module, id, onClear }: { module: string; id: string; onClear: () => void }) {
  const t = useT();
  const owner = useModule(module);
  const title = useRefName(module, id);
  return (
    <p className={styles.record}>
      {t("audit.ofRecord")}
      <Link className="link" to={`/m/${module}/${id}`}>
        {title || owner?.label || module}
      </Link>
      {owner && <Pill>{owner.label}</Pill>}
      <Button kind="text" onClick={onClear}>
        {t("audit.showAll")}
      </Button>
    </p>
  );
}

function OneDay({ day }: { day: Day }) {
  const near = relativeDay(day.day);
  const whole = dayAndWeekday(day.day);
  return (
    <section className={styles.day}>
      <h2 className={styles.dayTitle}>
        {lineStart(near)}
        {near !== whole && <span className="quiet">{whole}</span>}
      </h2>
      <ul>
        {day.entries.map((entry) => (
          <Act key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  );
}

function ExportButton({ wish }: { wish: AuditWish }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const run = async (format: "xlsx" | "csv") => {
    setBusy(true);
    await haveFileMade((reason = "") => auditApi.exported(wish, format, reason));
    setBusy(false);
  };
  return (
    <Menu
      label={t("audit.export")}
      entries={[
        { key: "xlsx", label: t("audit.asXlsx"), icon: "file-spreadsheet", onClick: () => void run("xlsx") },
        { key: "csv", label: t("audit.asCsv"), icon: "file-text", onClick: () => void run("csv") },
      ]}
    >
      <Button icon="download" busy={busy}>
        {t("audit.export")}
      </Button>
    </Menu>
  );
}
