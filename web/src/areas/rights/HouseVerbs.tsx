import { type TextKey, useT } from "@/kernel/i18n";
import { Checkbox, Section } from "@/ui";
import styles from "./rights.module.css";
import type { Work } from "./useShape";

/** Rights that no module has. */
export function HouseVerbs({ work }: { work: Work }) {
  const t = useT();
  const { verbs } = work.shape;
  const set = (key: string, on: boolean) =>
    work.change({ ...work.shape, verbs: on ? [...verbs, key] : verbs.filter((one) => one !== key) });
  return (
    <Section title={t("rights.house")}>
      <ul className={styles.house}>
        {work.schema.house.map(({ key, label }) => (
          <li key={key}>
            <Checkbox
              label={label}
              checked={verbs.includes(key)}
              disabled={work.fixed}
              onChange={(on) => set(key, on)}
            />
            <p className="quiet">{t(`rights.house_${key.replace(".", "_")}` as TextKey)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
