import { useQuery } from "@tanstack/react-query";
import { isProblem } from "@/api/problem";
import { rights as api, type SightPage } from "@/api/rights";
import type { FieldSchema } from "@/api/types";
import { kitOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import { fieldsOf, type Module, titleOf, useModule } from "@/schema";
import { Broken, Skeleton, useIsPhone } from "@/ui";
import styles from "./SeenRecords.module.css";

const COLUMNS = { desk: 6, phone: 2 };

type Row = SightPage["records"][number];

/** The first records of a module as a colleague sees them, as far as the one who looks sees them too. */
export function SeenRecords({ person, module: key }: { person: string; module: string }) {
  const t = useT();
  const module = useModule(key);
  const page = useQuery({
    queryKey: ["rights", "sight", person, key],
    queryFn: () => api.asMember(person, key),
    enabled: module !== null,
    retry: false,
  });
  if (!module || isProblem(page.error, 404)) return <p className={styles.aside}>{t("sight.notYours")}</p>;
  if (page.error) return <Broken error={page.error} retry={() => void page.refetch()} />;
  if (!page.data) return <Skeleton lines={4} />;
  const { records, hidden } = page.data;
  return (
    <>
      {hidden > 0 && <p className={styles.aside}>{t("sight.hidden", { n: hidden })}</p>}
      {records.length === 0 && hidden === 0 && <p className={styles.aside}>{t("sight.empty")}</p>}
      {records.length > 0 && <Records module={module} records={records} />}
    </>
  );
}

function Records({ module, records }: { module: Module; records: Row[] }) {
  const phone = useIsPhone();
  const fields = columnsOf(module, records).slice(0, phone ? COLUMNS.phone : COLUMNS.desk);
  return (
    <div className={styles.scroll}>
      <table className={styles.records}>
        <thead>
          <tr>
            <th scope="col">{module.label}</th>
            {fields.map((field) => (
              <th key={field.key} scope="col">
                {field.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {records.map((row) => (
            <tr key={row.id}>
              <th scope="row">{titleOf(module, row)}</th>
              {fields.map((field) => (
                <td key={field.key}>
                  <Value field={field} row={row} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The usual columns of the list, those alone that the colleague has. */
function columnsOf(module: Module, records: Row[]): FieldSchema[] {
  const has = (key: string) => records.some((row) => key in row.values || key in (row.masked ?? {}));
  return fieldsOf(module, module.list_columns).filter(
    (field) => field.key !== module.title_field && has(field.key),
  );
}

function Value({ field, row }: { field: FieldSchema; row: Row }) {
  const veil = row.masked?.[field.key];
  if (veil !== undefined) return <span className="quiet">{veil}</span>;
  const { Cell } = kitOf(field.type);
  return <Cell field={field} value={row.values[field.key]} row={row} />;
}
