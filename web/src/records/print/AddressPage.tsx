import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";
import { exportsApi } from "@/api/leaving";
import { kindLabel } from "@/fields/children";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { can, type Module, titleOf, useModule, useSchema } from "@/schema";
import { Broken, Button, Empty, LinkButton, Page, Refused, Segmented, Select, Skeleton, toast } from "@/ui";
import { usePref } from "../data/prefs";
import styles from "./AddressPage.module.css";
import { type Gathered, gather, MOST, type PrintWish } from "./gather";
import { type Label, labelFields, labelOf } from "./labels";
import { AddressList, LabelSheets } from "./Sheets";

const KINDS = ["main", "shipping", "office", "branch", "home"];
const FORMS = ["2x7", "3x8", "list"] as const;
type Form = (typeof FORMS)[number];

/** Addresses of chosen records on labels or as a list, ready for the printer. */
export function Component() {
  const module = useModule(useParams().module);
  if (!module || !can(module, "export") || !labelFields(module)) return <Refused />;
  return <AddressPage key={module.key} module={module} />;
}

function AddressPage({ module }: { module: Module }) {
  const t = useT();
  const schema = useSchema();
  const wish = useLocation().state as PrintWish | null;
  const fields = useMemo(() => labelFields(module), [module]);
  const query = useQuery({
    queryKey: ["records", module.key, "print", wish],
    queryFn: () => (fields && wish ? gather(schema, module, fields, wish) : null),
    enabled: Boolean(wish),
  });
  if (!wish)
    return (
      <Page title={t("print.title")}>
        <Empty title={t("print.nothing")} text={t("print.nothingText", { name: module.label })}>
          <LinkButton to={`/m/${module.key}`}>{module.plural}</LinkButton>
        </Empty>
      </Page>
    );
  if (query.error) return <Broken error={query.error} retry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <Page title={t("print.title")}>
        <Skeleton lines={6} />
      </Page>
    );
  return <Preview module={module} gathered={query.data} />;
}

function Preview({ module, gathered }: { module: Module; gathered: Gathered }) {
  const t = useT();
  const navigate = useNavigate();
  const [form, setForm] = usePref<Form>("print:form", "2x7");
  const [kind, setKind] = useState("main");
  const labels = useMemo(() => labelsOf(module, gathered, kind), [module, gathered, kind]);
  const printing = useMutation({
    // What goes onto paper counts like a file, before it does.
    mutationFn: () => exportsApi.print(module.key, [...new Set(labels.map((label) => label.id))], form),
    onSuccess: () => window.print(),
    onError: (error) => toast.bad(error.message),
  });
  const made = new Set(labels.map((label) => label.id));
  const without = gathered.rows.filter((row) => !made.has(row.id));
  return (
    <div className={styles.page}>
      <Page
        title={t("print.title")}
        meta={t("print.count", { n: formatNumber(labels.length) })}
        actions={
          <>
            <Button onClick={() => void navigate(-1)}>{t("print.back")}</Button>
            <Button
              kind="primary"
              icon="printer"
              busy={printing.isPending}
              disabled={labels.length === 0}
              onClick={() => printing.mutate()}
            >
              {t("print.print")}
            </Button>
          </>
        }
      >
        <div className={styles.choices}>
          <Segmented
            label={t("print.form")}
            value={form}
            onChange={setForm}
            options={FORMS.map((value) => ({ value, label: t(`print.form${value}`) }))}
          />
          {labels.length > 0 && (
            <Select
              label={t("print.kind")}
              hideLabel
              value={kind}
              onChange={(value) => setKind(value ?? "main")}
              options={KINDS.map((value) => ({
                value,
                label: value === "main" ? t("print.main") : t("print.first", { kind: kindLabel(t, value) }),
              }))}
            />
          )}
        </div>
        {labels.length > 0 && Object.keys(gathered.companies).length > 0 && (
          <p className={styles.hint}>{t("print.companies")}</p>
        )}
        {gathered.cut && <p className={styles.note}>{t("print.cut", { n: formatNumber(MOST) })}</p>}
        {without.length > 0 && (
          <details className={styles.without} open={without.length <= 12}>
            <summary>{t("print.without", { n: formatNumber(without.length) })}</summary>
            <ul>
              {without.map((row) => (
                <li key={row.id}>
                  <Link className="link" to={`/m/${module.key}/${row.id}`}>
                    {titleOf(module, row)}
                  </Link>
                </li>
              ))}
            </ul>
          </details>
        )}
        {labels.length === 0 ? null : form === "list" ? (
          <AddressList labels={labels} />
        ) : (
          <LabelSheets labels={labels} form={form} />
        )}
      </Page>
    </div>
  );
}

function labelsOf(module: Module, { rows, companies }: Gathered, kind: string): Label[] {
  const fields = labelFields(module);
  return fields ? rows.flatMap((row) => labelOf(module, fields, row, kind, companies) ?? []) : [];
}
