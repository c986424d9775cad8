import { useState } from "react";
import type { ImportProject } from "@/api/imports";
import { usePick } from "@/fields";
import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Section, Select } from "@/ui";
import styles from "./Imports.module.css";
import type { Settling } from "./settling";

interface PartProps {
  project: ImportProject;
  draft: Settling;
  onChange: (draft: Settling) => void;
}

const AS_TEXT = "text";

/** Owners whom nobody here is called: each name is asked about once. */
export function OwnersPart({ project, draft, onChange }: PartProps) {
  const t = useT();
  const held = { ...project.options.owner, ...draft.options.owner };
  const names = [...new Set([...project.unknown_owners, ...Object.keys(held)])];
  if (names.length === 0 || !hasOwners(project)) return null;
  const set = (name: string, choice: string | null) =>
    onChange({ ...draft, options: { ...draft.options, owner: { ...held, [name]: choice } } });
  return (
    <Section title={t("imports.owners")}>
      <p className="quiet">{t("imports.ownersText")}</p>
      <ul className={styles.pairs}>
        {names.map((name) => (
          <li key={name}>
            <b className="ellipsis">{name}</b>
            <OwnerSelect name={name} value={held[name] ?? null} onChange={(choice) => set(name, choice)} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Whether any column says who owns: names that were settled before stand in none otherwise. */
function hasOwners(project: ImportProject): boolean {
  const people = new Set(project.targets.filter((target) => target.type === "user").map(({ key }) => key));
  return project.files.some((file) =>
    file.sheets.some(
      (sheet) => sheet.chosen && sheet.columns.some(({ target }) => target && people.has(target)),
    ),
  );
}

interface OwnerSelectProps {
  name: string;
  value: string | null;
  onChange: (choice: string | null) => void;
}

function OwnerSelect({ name, value, onChange }: OwnerSelectProps) {
  const t = useT();
  const [typed, setTyped] = useState("");
  const me = useMe();
  const people = usePick("users", typed);
  return (
    <Select
      aria-label={t("imports.ownerOf", { name })}
      value={value ?? AS_TEXT}
      onSearch={setTyped}
      onChange={(choice) => {
        setTyped("");
        onChange(choice === AS_TEXT ? null : choice);
      }}
      options={[
        { value: AS_TEXT, label: t("imports.asText") },
        { value: "me", label: t("imports.toMe") },
        ...(me?.verbs["people.manage"] ? [{ value: "invite", label: t("imports.toInvite") }] : []),
        ...people.map((person) => ({ value: person.id, label: person.title, hint: person.subtitle })),
      ]}
      nothingText={t("common.nothing")}
    />
  );
}
