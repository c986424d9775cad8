import { Suspense, useState } from "react";
import { type NavigateFunction, useNavigate } from "react-router";
import type { QueryRequest } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { formatNumber } from "@/kernel/number";
import { can, type Module } from "@/schema";
import { Confirm, Icon, type IconName } from "@/ui";
import type { RecordList } from "../data/queries";
import { openExport } from "../export/state";
import type { Selection } from "../grid/useSelection";
import type { PrintWish } from "../print/gather";
import styles from "./BulkBar.module.css";
import { targetOf, useBulk } from "./useBulk";

const BulkEdit = late(async () => (await import("./dialogs")).BulkEdit);
const BulkTransfer = late(async () => (await import("./dialogs")).BulkTransfer);
const BulkTag = late(async () => (await import("./dialogs")).BulkTag);

export interface BulkBarProps {
  module: Module;
  selection: Selection;
  list: RecordList;
  request: Pick<QueryRequest, "criteria" | "search" | "sort">;
  columns: string[];
}

type Deed = "edit" | "transfer" | "tag" | "delete";

/** What can be done with the chosen rows; appears with the first one. */
export function BulkBar(props: BulkBarProps) {
  const { module, selection, list, request } = props;
  const t = useT();
  const [asking, setAsking] = useState<Deed | null>(null);
  const bulk = useBulk({ module: module.key, selection, rows: list.rows, request });
  const close = () => setAsking(null);
  const n = formatNumber(selection.size);
  const run = async (...deed: Parameters<typeof bulk.run>) => {
    await bulk.run(...deed);
    close();
  };
  const dialog = {
    module,
    size: selection.size,
    all: selection.all,
    busy: bulk.busy,
    onClose: close,
    onRun: run,
  };
  return (
    <>
      <div className={styles.bar} role="toolbar" aria-label={t("list.selected", { n })}>
        <Count {...props} />
        <Deeds {...props} onAsk={setAsking} />
        <button
          type="button"
          className={styles.close}
          aria-label={t("list.clearSelection")}
          onClick={selection.clear}
        >
          <Icon name="x" size={16} />
        </button>
      </div>
      <Suspense fallback={null}>
        {asking === "edit" && <BulkEdit {...dialog} />}
        {asking === "transfer" && <BulkTransfer {...dialog} />}
        {asking === "tag" && <BulkTag {...dialog} />}
      </Suspense>
      <Confirm
        open={asking === "delete"}
        onClose={close}
        onConfirm={() => void run("delete", {}).catch(close)}
        busy={bulk.busy}
        danger
        title={t("list.deleteTitle", { n })}
        text={t("list.deleteText")}
        confirm={t("list.delete")}
        cancel={t("common.cancel")}
      />
    </>
  );
}

/** The page keeps who is meant in the history: a reload and the way back find it. */
function printAddresses(
  module: Module,
  selection: Selection,
  request: BulkBarProps["request"],
  navigate: NavigateFunction,
): void {
  const wish: PrintWish = { ids: selection.all ? null : [...selection.ids], request };
  void navigate(`/m/${module.key}/print/addresses`, { state: wish });
}

function Count({ selection, list }: BulkBarProps) {
  const t = useT();
  const total = list.count?.exact
    ? formatNumber(list.count.value)
    : list.count
      ? `${formatNumber(list.count.value)}+`
      : "";
  if (selection.all)
    return (
      <strong className={styles.count}>
        {t("list.selectedAll", { n: list.hasMore ? total : formatNumber(list.rows.length) })}
      </strong>
    );
  return (
    <>
      <strong className={styles.count}>{t("list.selected", { n: formatNumber(selection.size) })}</strong>
      {list.hasMore && selection.size === list.rows.length && (
        <button type="button" onClick={selection.everything}>
          {t("list.selectAllResult", { n: total })}
        </button>
      )}
    </>
  );
}

function Deeds({
  module,
  selection,
  request,
  columns,
  onAsk,
}: BulkBarProps & { onAsk: (deed: Deed) => void }) {
  const t = useT();
  const navigate = useNavigate();
  const bulk = can(module, "bulk") || can(module, "edit");
  const deeds: { key: string; icon: IconName; label: string; shown: boolean; run: () => void }[] = [
    { key: "edit", icon: "pencil", label: t("list.bulkEdit"), shown: bulk, run: () => onAsk("edit") },
    {
      key: "transfer",
      icon: "switch-horizontal",
      label: t("list.transfer"),
      shown: bulk && Boolean(module.byKey.owner),
      run: () => onAsk("transfer"),
    },
    {
      key: "tag",
      icon: "tag",
      label: t("list.tag"),
      shown: bulk && module.features.includes("tags"),
      run: () => onAsk("tag"),
    },
    {
      key: "export",
      icon: "download",
      label: t("list.export"),
      shown: can(module, "export"),
      run: () =>
        openExport({ module: module.key, columns, count: selection.size, ...targetOf(selection, request) }),
    },
    {
      key: "addresses",
      icon: "printer",
      label: t("list.printAddresses"),
      shown:
        can(module, "export") &&
        module.fields.some((field) => field.type === "addresses" || field.type === "address"),
      run: () => printAddresses(module, selection, request, navigate),
    },
    {
      key: "delete",
      icon: "trash",
      label: t("list.delete"),
      shown: can(module, "delete"),
      run: () => onAsk("delete"),
    },
  ];
  return (
    <div className={styles.deeds}>
      {deeds
        .filter((deed) => deed.shown)
        .map((deed) => (
          <button key={deed.key} type="button" onClick={deed.run}>
            <Icon name={deed.icon} size={15} />
            {deed.label}
          </button>
        ))}
    </div>
  );
}
