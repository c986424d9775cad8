import { useState } from "react";
import type { AuditWish } from "@/api/audit";
import { usePick, useRefName } from "@/fields";
import { type T, useT } from "@/kernel/i18n";
import { useSchema } from "@/schema";
import { Segmented, Select, TextInput } from "@/ui";
import styles from "./audit.module.css";

interface FiltersProps {
  wish: AuditWish;
  onChange: (changes: Partial<Record<keyof AuditWish, string | null>>) => void;
}

const GROUPS = ["write", "read", "out", "access"] as const;
const THINGS = [
  "users",
  "departments",
  "posts",
  "teams",
  "roles",
  "sharing_rules",
  "tags",
  "imports",
  "audit",
] as const;

const kinds = (t: T) => [
  { value: "", label: t("audit.all") },
  ...GROUPS.map((value) => ({ value, label: t(`audit.${value}`) })),
];

/** What kind of act, by whom, on what, when. */
export function Filters({ wish, onChange }: FiltersProps) {
  const t = useT();
  const schema = useSchema();
  const modules = [
    ...schema.modules.map((module) => ({ value: module.key, label: module.plural || module.label })),
    ...THINGS.map((value) => ({ value, label: t(`audit.${value}`) })),
  ];
  return (
    <div className={styles.filters} role="search" aria-label={t("audit.filters")}>
      <Segmented
        label={t("audit.kind")}
        options={kinds(t)}
        value={wish.verb ?? ""}
        onChange={(verb) => onChange({ verb })}
      />
      <Person value={wish.person ?? null} onChange={(person) => onChange({ person })} />
      {!wish.record && (
        <Select
          label={t("audit.about")}
          hideLabel
          placeholder={t("audit.everything")}
          clearLabel={t("common.clear")}
          options={modules}
          value={wish.module ?? null}
          onChange={(module) => onChange({ module })}
        />
      )}
      <span className={styles.period}>
        <TextInput
          type="date"
          label={t("audit.from")}
          hideLabel
          value={wish.from ?? ""}
          max={wish.to}
          onChange={(from) => onChange({ from })}
        />
        <span aria-hidden="true">–</span>
        <TextInput
          type="date"
          label={t("audit.to")}
          hideLabel
          value={wish.to ?? ""}
          min={wish.from}
          onChange={(to) => onChange({ to })}
        />
      </span>
    </div>
  );
}

function Person({ value, onChange }: { value: string | null; onChange: (value: string | null) => void }) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const options = usePick("users", typed).map((one) => ({
    value: one.id,
    label: one.title,
    hint: one.subtitle,
  }));
  const name = useRefName("users", value);
  const known = options.some((option) => option.value === value);
  return (
    <Select
      label={t("audit.person")}
      hideLabel
      placeholder={t("audit.anybody")}
      clearLabel={t("common.clear")}
      options={value && !known && !typed ? [{ value, label: name || "…" }, ...options] : options}
      value={value}
      onSearch={setTyped}
      onChange={onChange}
    />
  );
}
