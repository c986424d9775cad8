import { useT } from "@/kernel/i18n";
import { Button, Menu } from "@/ui";
import { ConditionLine } from "./ConditionLine";
import { RowHint, useRowEntries } from "./Matrix";
import { conditional } from "./model";
import styles from "./rights.module.css";
import { ScopeCell, ScopeWord } from "./ScopeCell";
import { useCells, type Work } from "./useShape";
import { moduleWord, scopeWord, verbWord } from "./words";

/** The verbs of one module below each other: a matrix for a hand. */
export function PhoneMatrix({ work, module }: { work: Work; module: string }) {
  const t = useT();
  const cells = useCells(work, module);
  const entries = useRowEntries(work, module);
  const name = moduleWord(t, work.schema, module);
  return (
    <>
      <div className={styles.phoneHead}>
        <RowHint work={work} module={module} />
        {!work.fixed && (
          <Menu label={t("rights.rowMenu", { module: name })} entries={entries} width={200}>
            <Button size="sm">{t("rights.allVerbs")}</Button>
          </Menu>
        )}
      </div>
      <ul className={styles.verbs}>
        {cells.map((cell) => (
          <li key={cell.verb}>
            <span>{verbWord(t, cell.verb)}</span>
            {work.fixed ? (
              <ScopeWord scope={cell.scope} />
            ) : (
              <ScopeCell
                label={t("rights.cell", {
                  module: name,
                  verb: verbWord(t, cell.verb),
                  scope: scopeWord(t, cell.scope),
                })}
                scope={cell.scope}
                scopes={cell.scopes}
                inherited={cell.inherited}
                onChange={cell.set}
              />
            )}
          </li>
        ))}
      </ul>
      {conditional(work.shape).includes(module) && <ConditionLine work={work} module={module} />}
    </>
  );
}
