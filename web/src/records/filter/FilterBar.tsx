import { Suspense, useEffect, useState } from "react";
import type { Criteria } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { type Module, useSchema } from "@/schema";
import { Button, Popover, Sheet, Skeleton, useIsPhone } from "@/ui";
import { FilterChip } from "./FilterChip";
import styles from "./filter.module.css";
import { type Filter, type FilterItem, readFilter, saysSomething, writeFilter } from "./model";

export const FilterBuilder = late(async () => (await import("./FilterBuilder")).FilterBuilder);

interface FilterBarProps {
  module: Module;
  criteria: Criteria | undefined;
  onChange: (criteria: Criteria | undefined) => void;
}

/** Conditions as chips; the builder behind them knows 'and', 'or' and one level of groups. */
export function FilterBar({ module, criteria, onChange }: FilterBarProps) {
  const t = useT();
  const phone = useIsPhone();
  const schema = useSchema();
  const [open, setOpen] = useState(false);
  const [filter, update] = useDraft(criteria, onChange);
  const said = filter.items.filter((item) => saysSomething(item, schema));
  const builder = (
    <Suspense fallback={<Skeleton lines={3} />}>
      <FilterBuilder module={module} filter={filter} onChange={update} />
    </Suspense>
  );
  const button = (
    <Button
      className={styles.add}
      icon="filter"
      size={phone ? "md" : "sm"}
      onClick={() => setOpen(!open)}
      aria-expanded={open}
    >
      {t("list.filter")}
      {said.length > 0 && <span className={styles.number}>{said.length}</span>}
    </Button>
  );
  const remove = (item: FilterItem) =>
    update({ ...filter, items: filter.items.filter((one) => one.id !== item.id) });
  return (
    <>
      {phone ? (
        <>
          {button}
          <Sheet
            open={open}
            onClose={() => setOpen(false)}
            title={t("list.filter")}
            closeLabel={t("common.close")}
          >
            {builder}
          </Sheet>
        </>
      ) : (
        <Popover
          open={open}
          onClose={() => setOpen(false)}
          label={t("list.filter")}
          target={button}
          width={660}
        >
          {builder}
        </Popover>
      )}
      {said.map((item, index) => (
        <span key={item.id} className={styles.chipLine}>
          {index > 0 && (
            <span className={styles.join}>{t(filter.join === "all" ? "list.and" : "list.or")}</span>
          )}
          <FilterChip
            module={module}
            item={item}
            onOpen={() => setOpen(true)}
            onRemove={() => remove(item)}
          />
        </span>
      ))}
      {said.length > 0 && (
        <Button kind="text" size="sm" onClick={() => update({ join: "all", items: [] })}>
          {t("list.clearFilters")}
        </Button>
      )}
    </>
  );
}

/** Lines may be half written; only whole ones reach the list. */
function useDraft(criteria: Criteria | undefined, onChange: (criteria: Criteria | undefined) => void) {
  const schema = useSchema();
  const [filter, setFilter] = useState<Filter>(() => readFilter(criteria));
  const outside = JSON.stringify(criteria ?? null);
  const inside = JSON.stringify(writeFilter(filter, schema) ?? null);
  const [sent, setSent] = useState(outside);
  // The URL changed by other hands (back, clear, another view): the lines follow it.
  useEffect(() => {
    if (outside !== sent && outside !== inside) setFilter(readFilter(criteria));
    if (outside !== sent) setSent(outside);
  }, [outside, sent, inside, criteria]);
  const update = (next: Filter) => {
    setFilter(next);
    const written = writeFilter(next, schema);
    const now = JSON.stringify(written ?? null);
    if (now === outside) return;
    setSent(now);
    onChange(written);
  };
  return [filter, update] as const;
}
