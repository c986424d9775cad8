import { useT } from "@/kernel/i18n";
import { Menu, type MenuEntry } from "@/ui";
import { NONE } from "./model";
import styles from "./rights.module.css";
import { scopeWord } from "./words";

interface ScopeCellProps {
  /** What is spoken: module, verb and scope. */
  label: string;
  scope: string;
  scopes: string[];
  /** Not its own but that of every other module. */
  inherited: boolean;
  onChange: (scope: string) => void;
}

/** One scope, chosen from those that the cell may have. */
export function ScopeCell({ label, scope, scopes, inherited, onChange }: ScopeCellProps) {
  const t = useT();
  const entries: MenuEntry[] = scopes.map((one) => ({
    key: one,
    label: scopeWord(t, one),
    checked: one === scope,
    divided: one === scopes[1],
    onClick: () => onChange(one),
  }));
  return (
    <Menu label={label} entries={entries} position="bottom-start" width={168}>
      <button
        type="button"
        className={styles.cell}
        data-scope={inherited ? undefined : scope}
        data-none={scope === NONE || undefined}
        data-inherited={inherited || undefined}
        aria-label={label}
      >
        {scopeWord(t, scope)}
      </button>
    </Menu>
  );
}

/** The same where nothing can be changed. */
export function ScopeWord({ scope }: { scope: string }) {
  const t = useT();
  return (
    <span className={styles.cell} data-fixed data-none={scope === NONE || undefined}>
      {scopeWord(t, scope)}
    </span>
  );
}
