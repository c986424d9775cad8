import { useLetterKeys } from "@/kernel/hotkeys";
import { useT } from "@/kernel/i18n";
import { useSchema } from "@/schema";
import { Dialog, Kbd, Switch } from "@/ui";
import styles from "./Help.module.css";
import { goLetters } from "./nav";

/** All keys in one place, and the switch that turns single letters off. */
export default function Help({ onClose }: { onClose: () => void }) {
  const t = useT();
  const letters = useLetterKeys();
  const go = goLetters(useSchema());
  return (
    <Dialog open onClose={onClose} title={t("help.title")} closeLabel={t("common.close")} size="lg">
      <div className={styles.columns}>
        <Keys
          title={t("help.everywhere")}
          keys={[
            ["mod+K", t("help.palette")],
            ["C", t("help.create")],
            ["G T", t("help.goHome")],
            ...go.map(({ letter, item }): [string, string] => [
              `G ${letter.toUpperCase()}`,
              t("help.goModule", { name: item.label }),
            ]),
            ["mod+Enter", t("help.save")],
            ["Esc", t("help.escape")],
            ["?", t("help.help")],
          ]}
        />
        <Keys
          title={t("help.inList")}
          keys={[
            ["Enter", t("help.edit")],
            ["Alt+Enter", t("help.peek")],
            ["Space", t("help.select")],
            ["mod+A", t("help.selectAll")],
            ["mod+Z", t("help.undo")],
          ]}
        />
      </div>
      <p className="quiet">{t("help.docs")}</p>
      <Switch label={t("help.letters")} checked={letters.on} onChange={letters.set} />
    </Dialog>
  );
}

function Keys({ title, keys }: { title: string; keys: [string, string][] }) {
  return (
    <section>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.keys}>
        {keys.map(([chord, words]) => (
          <div key={chord}>
            <dt>
              <Kbd keys={chord} />
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
