import { useState } from "react";
import { Link } from "react-router";
import type { AuditEntry, AuditLine } from "@/api/audit";
import { formatFull, formatTime } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { useModule } from "@/schema";
import { Avatar, Icon, type IconName } from "@/ui";
import styles from "./audit.module.css";

const ICONS: Record<string, IconName> = {
  create: "plus",
  edit: "pencil",
  delete: "trash",
  restore: "arrow-back-up",
  import: "upload",
  open: "eye",
  search: "search",
  reveal: "eye",
  export: "download",
  exported: "file-spreadsheet",
  download: "download",
  login: "lock",
  logout: "logout",
  login_failed: "alert-triangle",
  refused: "ban",
};
const ALARMING = new Set(["login_failed", "refused", "refused_more", "lost"]);

/** One act: when, who, what, on which record, from where; its fields on demand. */
export function Act({ entry }: { entry: AuditEntry }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const from = [entry.origin, entry.token, entry.address].filter(Boolean).join(" · ");
  const id = `act-${entry.id}`;
  return (
    <li className={styles.act} data-alarm={ALARMING.has(entry.verb) || undefined}>
      <time dateTime={entry.at} title={formatFull(entry.at)} className={styles.time}>
        {formatTime(entry.at)}
      </time>
      <span className={styles.who}>
        {entry.actor ? (
          <Avatar name={entry.actor.name} size={24} plain />
        ) : (
          <span className={styles.nobody} />
        )}
        <span className="ellipsis">
          {entry.actor?.name ?? (entry.system ? t("audit.system") : t("audit.nobody"))}
        </span>
      </span>
      <span className={styles.what}>
        <span className={styles.verb}>
          <Icon name={ICONS[entry.verb] ?? "history"} size={16} />
          {entry.verb_label}
        </span>
        <About entry={entry} />
        {entry.behalf && <span className="quiet">{t("audit.asMember", { name: entry.behalf.name })}</span>}
        <Gist entry={entry} />
      </span>
      <span className={`${styles.from} ellipsis`} title={from}>
        {from}
      </span>
      {entry.lines.length > 0 ? (
        <button
          type="button"
          className={styles.more}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          aria-label={t("audit.details", { n: entry.lines.length })}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? "chevron-up" : "chevron-down"} size={16} />
        </button>
      ) : (
        <span />
      )}
      {open && <Lines id={id} lines={entry.lines} verb={entry.verb} />}
    </li>
  );
}

function About({ entry }: { entry: AuditEntry }) {
  const t = useT();
  const module = useModule(entry.module);
  if (entry.hidden) {
    return (
      <span className="quiet">
        {entry.module_label} · {t("audit.hidden")}
      </span>
    );
  }
  const title = entry.record?.title;
  if (!title) return <span className="quiet">{entry.module_label}</span>;
  return (
    <span className={styles.about}>
      {module && entry.record && !entry.record.deleted ? (
        <Link className={`link ${styles.title}`} to={`/m/${entry.module}/${entry.record.id}`}>
          {title}
        </Link>
      ) : (
        <span className={styles.title}>{title}</span>
      )}
      <span className="quiet">
        {entry.record?.deleted ? t("audit.inBin", { module: entry.module_label }) : entry.module_label}
      </span>
    </span>
  );
}

// What says most of an act without fields.
const TELLING = ["search", "login", "file", "path"];
const FEW = 3;
const SHARING = ["share", "unshare"];
// What these take away is told as it was.
const TAKING = ["delete", "unshare"];

/** In a few words what the line would open: which fields changed, what was looked for. */
function Gist({ entry }: { entry: AuditEntry }) {
  const t = useT();
  const told = entry.lines.find((line) => TELLING.includes(line.key))?.after;
  if (told) return <span className={`quiet ${styles.gist}`}>{told}</span>;
  const of = entry.module === "sharing_rules" || SHARING.includes(entry.verb) ? opened(entry) : "";
  const changed = entry.lines.filter((line) => line.masked || line.before !== line.after);
  if (entry.verb !== "edit" || changed.length === 0) {
    return of ? <span className={`quiet ${styles.gist}`}>{of}</span> : null;
  }
  const names = changed.slice(0, FEW).map((line) => line.label);
  const rest = changed.length - names.length;
  return (
    <span className={`quiet ${styles.gist}`}>
      {of && `${of} · `}
      {names.join(t("audit.comma"))}
      {rest > 0 && ` +${rest}`}
    </span>
  );
}

/** Of a sharing rule: which module it opens, and to whom; of a share, to whom. */
function opened({ lines, verb }: AuditEntry): string {
  const said = (...keys: string[]) => {
    const line = lines.find(({ key }) => keys.includes(key));
    return line?.after || line?.before || "";
  };
  const [module, holder] = [said("module"), said("holder", "collaborator")];
  return holder && verb !== "unshare" ? `${module} → ${holder}`.trim() : module || holder;
}

function Lines({ id, lines, verb }: { id: string; lines: AuditLine[]; verb: string }) {
  const t = useT();
  return (
    <dl className={styles.lines} id={id}>
      {lines.map((line) => (
        <div key={line.key}>
          <dt>{line.label}</dt>
          <dd>
            {line.masked ? (
              <span className="quiet">{t("audit.masked")}</span>
            ) : (TAKING.includes(verb) && !line.after) || line.before === line.after ? (
              line.before || t("audit.empty")
            ) : (
              <>
                {(line.before || verb === "edit") && (
                  <>
                    <span className={styles.old}>{line.before || t("audit.empty")}</span>
                    <span aria-hidden="true"> → </span>
                    <span className="sr-only">{t("audit.became")}</span>
                  </>
                )}
                <span>{line.after || t("audit.empty")}</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
