import { Suspense, useState } from "react";
import type { Criteria } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { FilterBuilder } from "@/records/filter/FilterBar";
import {
  type Filter,
  firstOperator,
  isComplete,
  newCondition,
  readFilter,
  saysSomething,
  writeFilter,
} from "@/records/filter/model";
import { type Module, type Schema, useSchema } from "@/schema";
import { Button, Dialog, Skeleton } from "@/ui";

/** A condition that is there, or a first line to fill in. */
export function filterOf(module: Module, criteria: Criteria | null | undefined): Filter {
  if (criteria) return readFilter(criteria);
  const field = module.fields.find((one) => one.filterable && one.operators.length > 0);
  if (!field) return readFilter(null);
  return { join: "all", items: [newCondition(field.key, firstOperator(field.operators))] };
}

/** Does every line say enough: one that was left half written would open more than was meant. */
export function isWhole(filter: Filter, schema: Schema): boolean {
  return filter.items.every((item) =>
    item.kind === "group" ? item.items.every((one) => isComplete(one, schema)) : saysSomething(item, schema),
  );
}

interface ConditionDialogProps {
  module: Module;
  title: string;
  criteria: Criteria | undefined;
  onSave: (criteria: Criteria) => void;
  onClose: () => void;
}

/** The condition that records of a module meet, by the lines of every filter. */
export function ConditionDialog({ module, title, criteria, onSave, onClose }: ConditionDialogProps) {
  const t = useT();
  const schema = useSchema();
  const [filter, setFilter] = useState(() => filterOf(module, criteria));
  const found = writeFilter(filter, schema);
  return (
    <Dialog
      open
      onClose={onClose}
      size="lg"
      title={title}
      closeLabel={t("common.close")}
      closeOnClickOutside={false}
      footer={
        <>
          <Button onClick={onClose}>{t("common.cancel")}</Button>
          <Button
            kind="primary"
            disabled={!found || !isWhole(filter, schema)}
            onClick={() => found && onSave(found)}
          >
            {t("common.apply")}
          </Button>
        </>
      }
    >
      <Suspense fallback={<Skeleton lines={3} />}>
        <FilterBuilder module={module} filter={filter} onChange={setFilter} />
      </Suspense>
    </Dialog>
  );
}
