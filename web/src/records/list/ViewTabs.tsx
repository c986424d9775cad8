import { Suspense, useState } from "react";
import { useT } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import type { Module } from "@/schema";
import { Button, Confirm, IconButton, Menu, type MenuEntry, Tabs, toast } from "@/ui";
import { useViewDeeds } from "../data/views";
import type { Columns } from "../grid/useColumns";
import styles from "./ListPage.module.css";
import type { ListState } from "./useListState";

const ViewDialog = late(async () => (await import("./ViewDialog")).ViewDialog);
const ALL = "all";

interface ViewTabsProps {
  module: Module;
  state: ListState;
  columns: Columns;
}

/** Saved views as tabs; a change of the filter shows as a point until it is saved or taken back. */
export function ViewTabs({ module, state, columns }: ViewTabsProps) {
  const t = useT();
  const deeds = useViewDeeds(module.key);
  const [asking, setAsking] = useState<"create" | "rename" | "delete" | null>(null);
  const { view, dirty } = state;
  const content = () => ({
    criteria: state.criteria ?? null,
    search: state.search,
    sort: state.sort,
    columns: columns.shown.map((column) => column.key),
  });
  const save = () => {
    if (!view) return setAsking("create");
    deeds.change.mutate(
      { id: view.id, changes: content() },
      { onSuccess: () => saved(state, t("list.viewSaved")), onError: complain },
    );
  };
  const tabs = [
    { key: ALL, label: t("list.all", { name: module.plural }) },
    ...state.views.map((one) => ({ key: one.id, label: one.name })),
  ].map((tab) => ({ ...tab, end: dirty && tab.key === (view?.id ?? ALL) ? <Point /> : undefined }));
  return (
    <div className={styles.tabs}>
      <Tabs
        label={t("list.views")}
        tabs={tabs}
        value={view?.id ?? ALL}
        onChange={(key) => state.openView(key === ALL ? null : key)}
      />
      {dirty && (
        <span className={styles.dirty}>
          {view?.mine && (
            <Button kind="text" size="sm" onClick={save} busy={deeds.change.isPending}>
              {t("list.saveView")}
            </Button>
          )}
          <Button kind="text" size="sm" onClick={() => setAsking("create")}>
            {t("list.saveAs")}
          </Button>
          <Button kind="quiet" size="sm" onClick={state.reset}>
            {t("list.resetView")}
          </Button>
        </span>
      )}
      {view?.mine && <ViewMenu onAsk={setAsking} />}
      {(asking === "create" || asking === "rename") && (
        <Suspense fallback={null}>
          <ViewDialog
            module={module}
            view={asking === "rename" ? view : null}
            content={content()}
            onClose={() => setAsking(null)}
            onDone={(id) => state.openView(id)}
          />
        </Suspense>
      )}
      <Confirm
        open={asking === "delete"}
        onClose={() => setAsking(null)}
        onConfirm={() => {
          if (view) deeds.remove.mutate(view.id, { onError: complain });
          setAsking(null);
          state.openView(null);
        }}
        danger
        title={t("list.deleteView")}
        text={t("list.deleteViewText")}
        confirm={t("list.deleteView")}
        cancel={t("common.cancel")}
      />
    </div>
  );
}

const complain = (error: Error) => toast.bad(error.message);

function saved(state: ListState, words: string): void {
  state.reset();
  toast.good(words);
}

function Point() {
  const t = useT();
  return <span className={styles.point} role="img" aria-label={t("list.dirty")} title={t("list.dirty")} />;
}

function ViewMenu({ onAsk }: { onAsk: (what: "rename" | "delete") => void }) {
  const t = useT();
  const entries: MenuEntry[] = [
    { key: "rename", label: t("list.renameView"), icon: "pencil", onClick: () => onAsk("rename") },
    {
      key: "delete",
      label: t("list.deleteView"),
      icon: "trash",
      danger: true,
      onClick: () => onAsk("delete"),
    },
  ];
  return (
    <Menu label={t("list.viewMenu")} entries={entries} width={160}>
      <IconButton icon="dots" size="sm" label={t("list.viewMenu")} tip={false} />
    </Menu>
  );
}
