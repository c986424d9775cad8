import { type TextKey, useT } from "@/kernel/i18n";
import styles from "./rights.module.css";

interface LegendProps {
  title: string;
  words: { key: string; word: string }[];
}

/** What the words of a choice mean, for whoever wants to know. */
export function Legend({ title, words }: LegendProps) {
  const t = useT();
  return (
    <details className={styles.legend}>
      <summary>{title}</summary>
      <dl>
        {words.map(({ key, word }) => (
          <div key={key}>
            <dt>{word}</dt>
            <dd>{t(`rights.about_${key}` as TextKey)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
