import { useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { type ImportBrief, importsApi } from "@/api/imports";
import { dayOf, formatTime, relativeDay } from "@/kernel/clock";
import { type TextKey, useT } from "@/kernel/i18n";
import { lineStart } from "@/kernel/text";
import { can, useSchema } from "@/schema";
import { Broken, Icon, Page, Pill, Refused, Section, Segmented } from "@/ui";
import { DropZone } from "./DropZone";
import styles from "./Imports.module.css";
import { useImports } from "./useImport";
import { fileNames, whyNot } from "./words";

/** Where tables come in: drop files, or go on with an import that was begun. */
export function Component() {
  const t = useT();
  const navigate = useNavigate();
  const schema = useSchema();
  const [asked] = useSearchParams();
  // Most files are about people, and their import brings companies and talks along: they come first.
  const modules = schema.modules
    .filter((module) => can(module, "import"))
    .sort((a, b) => Number(!a.byKey.given_name) - Number(!b.byKey.given_name));
  const [chosen, setChosen] = useState<string | null>(
    modules.find((module) => module.key === asked.get("module"))?.key ?? null,
  );
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const target = chosen ?? modules[0]?.key;
  if (!target) return <Refused />;
  const upload = async (files: File[]) => {
    setBusy(true);
    setFault(null);
    try {
      const project = await importsApi.upload(target, files);
      await navigate(`/imports/${project.id}`);
    } catch (error) {
      setFault(whyNot(error));
      setBusy(false);
    }
  };
  return (
    <Page title={t("imports.title")} lead={t("imports.lead")} narrow>
      {modules.length > 1 && (
        <div className={styles.which}>
          <span className="quiet">{t("imports.into")}</span>
          <Segmented
            label={t("imports.into")}
            value={target}
            onChange={setChosen}
            options={modules.map((module) => ({ value: module.key, label: module.plural || module.label }))}
          />
        </div>
      )}
      <DropZone onFiles={(files) => void upload(files)} busy={busy} fault={fault} />
      <p className={styles.under}>
        <Icon name="file-spreadsheet" size={16} />
        <a className="link" href={importsApi.template(target)} download>
          {t("imports.template")}
        </a>
      </p>
      <Earlier />
    </Page>
  );
}

function Earlier() {
  const t = useT();
  const query = useImports();
  const imports = query.data ?? [];
  if (query.error) return <Broken error={query.error} retry={() => void query.refetch()} />;
  if (imports.length === 0) return null;
  return (
    <Section title={t("imports.earlier")}>
      <ul className={styles.list}>
        {imports.map((item) => (
          <li key={item.id}>
            <Link to={`/imports/${item.id}`} className={styles.past}>
              <span className={styles.names}>
                <b className="ellipsis">{fileNames(item)}</b>
                <span className="quiet">{sumOf(item, t)}</span>
              </span>
              {item.created_at && (
                <time dateTime={item.created_at} className="quiet">
                  {lineStart(relativeDay(dayOf(item.created_at)))} {formatTime(item.created_at)}
                </time>
              )}
              <Pill pigment={PIGMENTS[item.state]}>{t(`imports.state_${item.state}` as TextKey)}</Pill>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const PIGMENTS: Record<string, string> = {
  planned: "gamboge",
  checking: "azurite",
  checked: "gamboge",
  running: "azurite",
  done: "malachite",
  cancelled: "neutral",
  failed: "rouge",
  undoing: "azurite",
  undone: "neutral",
};

function sumOf(item: ImportBrief, t: ReturnType<typeof useT>): string {
  if (item.state === "done") return t("imports.sumDone", { created: item.created, updated: item.updated });
  return item.total > 0 ? t("imports.rows", { n: item.total }) : t("imports.notChecked");
}
