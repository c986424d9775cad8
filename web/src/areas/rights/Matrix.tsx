import { useT } from "@/kernel/i18n";
import { useSchema } from "@/schema";
import { Icon, Menu, type MenuEntry } from "@/ui";
import { ConditionLine } from "./ConditionLine";
import { CRITERIA, conditional, following, follows, NONE, REST } from "./model";
import styles from "./rights.module.css";
import { ScopeCell, ScopeWord } from "./ScopeCell";
import { rowsOf, setRow, useCells, type Work } from "./useShape";
import { moduleWord, scopeWord, verbWord } from "./words";

const STEPS: Record<string, [number, number]> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
};

/** Arrows move from cell to cell; a menu that is open keeps its own. */
function move(event: React.KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key];
  const cell = (event.target as HTMLElement).closest("td, th");
  const row = cell?.parentElement;
  if (!step || !cell || !row || !event.currentTarget.contains(cell)) return;
  const rows = [...event.currentTarget.querySelectorAll("tr[data-row]")];
  const next = rows[rows.indexOf(row) + step[0]]?.children[[...row.children].indexOf(cell) + step[1]];
  const button = next?.querySelector("button");
  if (!button) return;
  event.preventDefault();
  button.focus();
}

/** Module by verb with a scope in each cell. */
export function Matrix({ work }: { work: Work }) {
  const t = useT();
  return (
    <div className={styles.scroll}>
      <table className={styles.matrix} onKeyDown={move}>
        <caption className="sr-only">{t("rights.matrix")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("rights.moduleCol")}</th>
            {work.schema.verbs.map((verb) => (
              <th key={verb} scope="col">
                {verbWord(t, verb)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(work.schema).map((module) => (
            <Row key={module} work={work} module={module} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ work, module }: { work: Work; module: string }) {
  const t = useT();
  const cells = useCells(work, module);
  const name = moduleWord(t, work.schema, module);
  return (
    <>
      <tr data-row>
        <th scope="row">
          {work.fixed ? name : <RowHead work={work} module={module} />}
          <RowHint work={work} module={module} />
        </th>
        {cells.map((cell) => (
          <td key={cell.verb}>
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
          </td>
        ))}
      </tr>
      {conditional(work.shape).includes(module) && (
        <tr>
          <td className={styles.conditionCell} colSpan={cells.length + 1}>
            <ConditionLine work={work} module={module} />
          </td>
        </tr>
      )}
    </>
  );
}

/** What the row is: the rest, one that follows it, or one with rights of its own. */
export function RowHint({ work, module }: { work: Work; module: string }) {
  const t = useT();
  if (work.fixed) return null;
  if (module === REST) return <small className={styles.hint}>{t("rights.restHelp")}</small>;
  const key = follows(work.shape, module) ? "rights.followsRest" : "rights.ownRights";
  return <small className={styles.hint}>{t(key)}</small>;
}

/** The name of a row, which sets all of it. */
function RowHead({ work, module }: { work: Work; module: string }) {
  const t = useT();
  const name = moduleWord(t, work.schema, module);
  return (
    <Menu
      label={t("rights.rowMenu", { module: name })}
      entries={useRowEntries(work, module)}
      position="bottom-start"
      width={190}
    >
      <button type="button" className={styles.rowHead} aria-label={t("rights.rowMenu", { module: name })}>
        {name}
        <Icon name="chevron-down" size={13} />
      </button>
    </Menu>
  );
}

/** What can be done with a whole row. */
export function useRowEntries(work: Work, module: string): MenuEntry[] {
  const t = useT();
  const seen = Boolean(useSchema().byKey[module] ?? work.shape.criteria[module]);
  const scopes = [NONE, ...work.schema.scopes].filter(
    (scope) => scope !== CRITERIA || (module !== REST && seen),
  );
  const entries: MenuEntry[] = [
    { key: "heading", label: t("rights.wholeRow"), heading: true },
    ...scopes.map((scope) => ({
      key: scope,
      label: scopeWord(t, scope),
      onClick: () => setRow(work, module, scope),
    })),
  ];
  if (module === REST) return entries;
  return [
    ...entries,
    {
      key: "follow",
      label: t("rights.follow"),
      divided: true,
      checked: follows(work.shape, module),
      onClick: () => work.change(following(work.shape, module)),
    },
  ];
}
