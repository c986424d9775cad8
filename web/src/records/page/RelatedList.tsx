import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { records } from "@/api/records";
import type { RecordRow, RelatedSchema } from "@/api/types";
import { textOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import { can, fieldsOf, type Module, titleOf, useModule } from "@/schema";
import { IconButton } from "@/ui";
import { openCreate } from "../create/state";
import { keys } from "../data/queries";
import styles from "./SideColumn.module.css";
import { useSettledScreen } from "./useNetwork";

interface RelatedListProps {
  module: Module;
  id: string;
  related: RelatedSchema;
}

/** Records that point to this one; fetched after the first paint. */
export function RelatedList({ module, id, related }: RelatedListProps) {
  const t = useT();
  const target = useModule(related.module);
  const settled = useSettledScreen();
  const query = useQuery({
    queryKey: keys.related(module.key, id, related.key),
    queryFn: () => records.related(module.key, id, related.key, { limit: 8 }),
    enabled: settled && target !== null,
  });
  if (!target) return null;
  const rows = query.data?.records ?? [];
  const count = query.data?.count;
  return (
    <section>
      <div className={styles.head}>
        <h2>{related.label}</h2>
        {count && count.value > 0 && (
          <span className={styles.count}>
            {count.value}
            {count.exact ? "" : "+"}
          </span>
        )}
        {can(target, "create") && (
          <span className={styles.end}>
            <IconButton
              icon="plus"
              size="sm"
              iconSize={16}
              label={t("record.addRelated", { name: target.label })}
              onClick={() => openCreate(target.key, { [related.field]: id })}
            />
          </span>
        )}
      </div>
      {query.error && <p className={styles.nothing}>{t("record.notLoaded")}</p>}
      {query.isSuccess && rows.length === 0 && <p className={styles.nothing}>{t("record.noneRelated")}</p>}
      {rows.length > 0 && (
        <ul className={`${styles.card} ${styles.list}`}>
          {rows.map((row) => (
            <li key={row.id}>
              <Link to={`/m/${target.key}/${row.id}`}>
                <p className={`${styles.name} ellipsis`}>{titleOf(target, row)}</p>
                <p className={`${styles.sub} ellipsis`}>{factsOf(target, row)}</p>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function factsOf(target: Module, row: RecordRow): string {
  return fieldsOf(target, [...(target.subtitle_fields ?? []), target.stage_field ?? ""])
    .map((field) => textOf(field, row))
    .filter(Boolean)
    .join(" · ");
}
