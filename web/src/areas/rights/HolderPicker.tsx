import { useState } from "react";
import { Link } from "react-router";
import { usePeople } from "@/areas/people/usePeople";
import { type TextKey, useT } from "@/kernel/i18n";
import { type Option, Select } from "@/ui";
import styles from "./rights.module.css";
import { usePosts, useRoles, useTeams } from "./useRights";

export const EVERYBODY = "everybody";
const KINDS = [EVERYBODY, "user", "team", "department", "post", "role"] as const;
// What a house begins without.
const MADE: readonly string[] = ["team", "department", "post"];
type Kind = (typeof KINDS)[number];

interface HolderPickerProps {
  /** Such as team:3, or everybody; empty while nobody is chosen. */
  holder: string;
  /** What the holder is called, where it is known although it may not be chosen any more. */
  name?: string;
  error?: string;
  onChange: (holder: string) => void;
}

/** To whom something is opened: a kind of holder, then one of it. */
export function HolderPicker({ holder, name, error, onChange }: HolderPickerProps) {
  const t = useT();
  const [first = "", id = ""] = holder.split(":");
  const [kind, setKind] = useState<Kind>((first as Kind) || "team");
  const { options, settled } = useOptions(kind);
  const gone = settled && first === kind && id && !options.some((one) => one.value === id);
  if (gone) {
    const label = name ? t("rules.inactive", { name }) : t("rules.goneHolder", { id });
    options.unshift({ value: id, label });
  }
  const none = settled && options.length === 0 && MADE.includes(kind);
  const choose = (next: Kind) => {
    setKind(next);
    onChange(next === EVERYBODY ? EVERYBODY : "");
  };
  return (
    <div className={styles.holder}>
      <Select
        label={t("rules.to")}
        value={kind}
        onChange={(next) => next && choose(next as Kind)}
        options={KINDS.map((one) => ({ value: one, label: t(`rules.kind_${one}` as TextKey) }))}
        error={kind === EVERYBODY ? error : undefined}
      />
      {kind !== EVERYBODY && (
        <Select
          key={kind}
          label={t("rules.who")}
          value={first === kind ? id : null}
          onChange={(picked) => onChange(picked ? `${kind}:${picked}` : "")}
          options={options}
          placeholder={t("common.choose")}
          nothingText={t(none ? (`rules.none_${kind}` as TextKey) : "common.nothing")}
          help={none ? <NoneYet kind={kind} /> : undefined}
          error={error}
          required
        />
      )}
    </div>
  );
}

function NoneYet({ kind }: { kind: Kind }) {
  const t = useT();
  return (
    <>
      {t(`rules.none_${kind}` as TextKey)}{" "}
      <Link className="link" to="/settings/structure">
        {t("rules.addFirst")}
      </Link>
    </>
  );
}

/** Those of a kind who may be chosen, and whether all of them are here. */
function useOptions(kind: Kind): { options: Option[]; settled: boolean } {
  const { people, departments, departmentsHere } = usePeople();
  const [teams, posts, roles] = [useTeams(), usePosts(), useRoles()];
  const named = (rows: { id: string; name: string }[] | undefined) => ({
    options: (rows ?? []).map((one) => ({ value: one.id, label: one.name })),
    settled: rows !== undefined,
  });
  if (kind === "user") return named(people.data?.filter((one) => one.active));
  if (kind === "team") return named(teams.data);
  if (kind === "department") return named(departmentsHere ? departments : undefined);
  if (kind === "post") return named(posts.data);
  if (kind === "role") return named(roles.data?.map((one) => ({ id: one.id, name: one.label })));
  return named([]);
}
