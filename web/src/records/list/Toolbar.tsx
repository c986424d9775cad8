import { useEffect, useState } from "react";
import { useSettled } from "@/fields";
import { useT } from "@/kernel/i18n";
import type { Module } from "@/schema";
import { Icon, TextInput } from "@/ui";
import { FilterBar } from "../filter/FilterBar";
import styles from "./ListPage.module.css";
import type { ListState } from "./useListState";

/** Search inside of the list and the conditions. */
export function Toolbar({ module, state }: { module: Module; state: ListState }) {
  return (
    <div className={styles.bar}>
      <ListSearch key={state.view?.id ?? "all"} module={module} state={state} />
      <FilterBar
        key={`filter-${state.view?.id ?? "all"}`}
        module={module}
        criteria={state.criteria}
        onChange={state.setCriteria}
      />
    </div>
  );
}

function ListSearch({ module, state }: { module: Module; state: ListState }) {
  const t = useT();
  const [text, setText] = useState(state.search);
  const [sent, setSent] = useState(state.search);
  const settled = useSettled(text, 220);
  const { setSearch, search } = state;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a pause in typing sends.
  useEffect(() => {
    if (settled === sent) return;
    setSent(settled);
    setSearch(settled);
  }, [settled]);
  // Somebody else (clear, back) has changed the URL: the box follows.
  useEffect(() => {
    if (search !== sent) {
      setText(search);
      setSent(search);
    }
  }, [search, sent]);
  const label = t("list.searchIn", { name: module.plural });
  return (
    <div className={styles.search}>
      <TextInput
        type="search"
        label={label}
        hideLabel
        placeholder={label}
        icon="search"
        value={text}
        onChange={setText}
        end={
          text ? (
            <button type="button" aria-label={t("common.clear")} onClick={() => setText("")}>
              <Icon name="x" size={14} />
            </button>
          ) : undefined
        }
      />
    </div>
  );
}
