import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { Avatar } from "@/ui";
import styles from "./handover.module.css";

interface SharesProps {
  label: string;
  modules: { module: string; label: string }[];
  lines: { id: string; name: string; modules: Record<string, number> }[];
  /** By module how many stay; absent when none do. */
  stays?: Record<string, number>;
}

/** Who gets how many of which module. */
export function Shares({ label, modules, lines, stays }: SharesProps) {
  const t = useT();
  return (
    <table className={styles.shares} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t("handover.receiver")}</th>
          {modules.map((one) => (
            <th key={one.module} scope="col">
              {one.label}
            </th>
          ))}
          <th scope="col">{t("handover.sum")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <th scope="row">
              <span className={styles.who}>
                <Avatar name={line.name} size={24} />
                {line.name}
              </span>
            </th>
            <Numbers modules={modules} counts={line.modules} />
          </tr>
        ))}
        {stays && (
          <tr data-quiet>
            <th scope="row">{t("handover.stays")}</th>
            <Numbers modules={modules} counts={stays} />
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Numbers({ modules, counts }: { modules: SharesProps["modules"]; counts: Record<string, number> }) {
  const t = useT();
  const sum = Object.values(counts).reduce((all, one) => all + one, 0);
  return (
    <>
      {modules.map((one) => (
        <td key={one.module} className="tabular" data-label={one.label}>
          {formatNumber(counts[one.module] ?? 0)}
        </td>
      ))}
      <td className="tabular" data-label={t("handover.sum")}>
        {formatNumber(sum)}
      </td>
    </>
  );
}
