import { useQuery } from "@tanstack/react-query";
import type { Labelled } from "@/api/types";
import { listOf, people } from "@/api/workspace";
import { useT } from "@/kernel/i18n";
import { IconButton, Section, Select, TextInput } from "@/ui";
import type { Draft } from "./draft";
import styles from "./leaving.module.css";

const OTHERS = "*";

interface LimitsPartProps {
  draft: Draft;
  onChange: (some: Partial<Draft>) => void;
}

/** By role: from how many rows somebody approves, and how many rows a day. */
export function LimitsPart({ draft, onChange }: LimitsPartProps) {
  const t = useT();
  const roles = useQuery({
    queryKey: ["people", "roles"],
    queryFn: async () => listOf<Labelled>(await people.roles(), "roles"),
    staleTime: 600_000,
  });
  const known = roles.data ?? [];
  const apart = known.filter((role) => draft.limits[role.key]);
  const free = known.filter((role) => !draft.limits[role.key]);
  const others = draft.limits[OTHERS] ?? { approval: "", rows: "" };
  const set = (key: string, value: Draft["limits"][string]) =>
    onChange({ limits: { ...draft.limits, [key]: value } });
  const remove = (key: string) => {
    const { [key]: _, ...rest } = draft.limits;
    onChange({ limits: rest });
  };
  return (
    <Section title={t("leaving.limits")}>
      <p className="quiet">{t("leaving.limitsText")}</p>
      <table className={styles.limits}>
        <thead>
          <tr>
            <th scope="col">{t("leaving.role")}</th>
            <th scope="col">{t("leaving.approval")}</th>
            <th scope="col">{t("leaving.perDay")}</th>
            <th scope="col">
              <span className="sr-only">{t("common.delete")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {apart.map((role) => (
            <LimitRow
              key={role.key}
              name={role.label}
              value={draft.limits[role.key] ?? others}
              onChange={(value) => set(role.key, value)}
              onRemove={() => remove(role.key)}
            />
          ))}
          <LimitRow name={t("leaving.others")} value={others} onChange={(value) => set(OTHERS, value)} />
        </tbody>
      </table>
      <p className={styles.help}>{t("leaving.limitsHelp")}</p>
      {free.length > 0 && (
        <div className={styles.pick}>
          <Select
            label={t("leaving.addRole")}
            hideLabel
            placeholder={t("leaving.addRole")}
            value={null}
            options={free.map((role) => ({ value: role.key, label: role.label }))}
            onChange={(key) => key && set(key, others)}
          />
        </div>
      )}
    </Section>
  );
}

interface LimitRowProps {
  name: string;
  value: Draft["limits"][string];
  onChange: (value: Draft["limits"][string]) => void;
  onRemove?: () => void;
}

function LimitRow({ name, value, onChange, onRemove }: LimitRowProps) {
  const t = useT();
  return (
    <tr>
      <th scope="row">{name}</th>
      <td data-label={t("leaving.approval")}>
        <TextInput
          label={`${name} · ${t("leaving.approval")}`}
          hideLabel
          inputMode="numeric"
          placeholder={t("leaving.never")}
          value={value.approval}
          onChange={(approval) => onChange({ ...value, approval })}
        />
      </td>
      <td data-label={t("leaving.perDay")}>
        <TextInput
          label={`${name} · ${t("leaving.perDay")}`}
          hideLabel
          inputMode="numeric"
          placeholder={t("leaving.unlimited")}
          value={value.rows}
          onChange={(rows) => onChange({ ...value, rows })}
        />
      </td>
      <td>
        {onRemove && (
          <IconButton icon="x" tip={false} label={t("leaving.removeRole", { name })} onClick={onRemove} />
        )}
      </td>
    </tr>
  );
}
