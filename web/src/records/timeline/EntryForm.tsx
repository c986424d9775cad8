import type { CSSProperties, RefObject } from "react";
import { type TextKey, useT } from "@/kernel/i18n";
import { Icon, TextArea } from "@/ui";
import { AttachButton, Attaching } from "../attached/parts";
import type { Attached } from "../attached/useAttached";
import { attachable } from "../following/shape";
import styles from "./EntryForm.module.css";
import type { Entry } from "./entry";
import { isTask, type Journal } from "./journal";
import { kindIcon } from "./kinds";
import { WhenChips } from "./WhenChips";

// Not worth a style of their own on a first page; the first only hears what is pasted into any of the boxes.
const HEARS = { display: "contents" };
const SAYING: CSSProperties = { position: "relative", paddingRight: 44 };
const CORNER: CSSProperties = { position: "absolute", top: 0, right: 0 };

interface EntryFormProps {
  entry: Entry;
  journal: Journal;
  attached: Attached;
  onChange: (entry: Entry) => void;
  open: boolean;
  box?: RefObject<HTMLTextAreaElement | null>;
  /** Buttons at the end of the last line. */
  children: React.ReactNode;
}

/** The boxes of one entry: what was said, what matters, what was decided, when next. */
export function EntryForm({ entry, journal, attached, onChange, open, box, children }: EntryFormProps) {
  const t = useT();
  const task = isTask(entry.kind);
  const set = (changes: Partial<Entry>) => onChange({ ...entry, ...changes });
  const has = (key: string) => Boolean(journal.module.byKey[key]);
  const area = (key: "key_points" | "decisions") =>
    has(key) && (
      <TextArea
        key={key}
        label={journal.module.byKey[key]?.label}
        placeholder={t(`timeline.${key}` as TextKey)}
        rows={1}
        className={styles.small}
        value={entry[key]}
        onChange={(value) => set({ [key]: value })}
      />
    );
  const attaches = attachable(journal.module) !== null;
  const when = task ? "due_at" : "next_follow_up";
  return (
    <div style={HEARS} onPaste={attaches ? attached.onPaste : undefined}>
      <div style={SAYING}>
        <TextArea
          ref={box}
          className={styles.main}
          hideLabel
          label={t(task ? "timeline.whatToDo" : "timeline.whatWasSaid")}
          placeholder={t(task ? "timeline.whatToDo" : "timeline.write")}
          rows={open ? 3 : 2}
          value={entry.content}
          onChange={(value) => set({ content: value })}
        />
        {open && attaches && (
          <span style={CORNER}>
            <AttachButton attached={attached} />
          </span>
        )}
      </div>
      {open && !task && (
        <div className={styles.pair}>
          {area("key_points")}
          {area("decisions")}
        </div>
      )}
      {open && has(when) && (
        <WhenChips
          label={journal.module.byKey[when]?.label ?? ""}
          value={entry[when]}
          onChange={(value) => set({ [when]: value })}
        />
      )}
      {attaches && <Attaching attached={attached} />}
      <div className={styles.foot}>
        <KindChips journal={journal} value={entry.kind} onChange={(kind) => set({ kind })} />
        <div className={styles.deeds}>{children}</div>
      </div>
    </div>
  );
}

interface KindChipsProps {
  journal: Journal;
  value: string;
  onChange: (kind: string) => void;
}

function KindChips({ journal, value, onChange }: KindChipsProps) {
  const t = useT();
  return (
    <fieldset className={styles.kinds}>
      <legend className="sr-only">{t("timeline.kind")}</legend>
      {journal.kinds.map((kind) => (
        <label key={kind.value} className={styles.kind} data-on={kind.value === value || undefined}>
          <input
            type="radio"
            className="sr-only"
            checked={kind.value === value}
            onChange={() => onChange(kind.value)}
          />
          {kind.value === value && <Icon name={kindIcon(kind.value)} size={14} />}
          {kind.label}
        </label>
      ))}
    </fieldset>
  );
}
