import { useT } from "@/kernel/i18n";
import { can, type Module } from "@/schema";
import { Button, Empty, LinkButton } from "@/ui";
import { openCreate } from "../create/state";

interface ListEmptyProps {
  module: Module;
  filtered: boolean;
  onClear: () => void;
}

/** Nothing to show, and what to do about it. */
export function ListEmpty({ module, filtered, onClear }: ListEmptyProps) {
  const t = useT();
  const name = module.label;
  if (filtered) {
    return (
      <Empty title={t("list.filteredEmpty", { name })} text={t("list.filteredEmptyText")}>
        <Button onClick={onClear}>{t("list.clearFilters")}</Button>
      </Empty>
    );
  }
  return (
    <Empty title={t("list.empty", { name })} text={t("list.emptyText")}>
      {can(module, "create") && (
        <Button kind="primary" icon="plus" onClick={() => openCreate(module.key)}>
          {t("list.createOne", { name })}
        </Button>
      )}
      {can(module, "import") && (
        <LinkButton to={`/imports?module=${module.key}`} icon="upload">
          {t("list.import")}
        </LinkButton>
      )}
    </Empty>
  );
}
