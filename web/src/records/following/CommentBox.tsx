import { useRef, useState } from "react";
import type { StoredFile } from "@/api/files";
import type { Mentionable } from "@/api/records";
import { useT } from "@/kernel/i18n";
import { isComposing } from "@/kernel/ime";
import { Avatar, Button, Icon, TextArea } from "@/ui";
import { AttachButton, Attaching } from "../attached/parts";
import { useAttached } from "../attached/useAttached";
import styles from "./CommentBox.module.css";
import { askedFor, type Mentioned, mentionedOf, stillNamed, withName } from "./mention";
import { useMentionable } from "./useMentionable";

export interface Words {
  text: string;
  people: Mentioned[];
  files: StoredFile[];
}

interface CommentBoxProps {
  module: string;
  id: string;
  /** The comment that is changed. */
  first?: Words;
  /** What stands in the box of a new one. */
  start?: Words;
  /** Whether files may be put beside the words. */
  attaches: boolean;
  error?: string | null;
  autoFocus?: boolean;
  onSave: (said: Words) => void;
  onCancel?: () => void;
}

/** Plain words; after an @ people are found by name, pinyin or initials. Ctrl+Enter says it. */
export function CommentBox({
  module,
  id,
  first,
  start = first,
  attaches,
  error,
  autoFocus,
  onSave,
  onCancel,
}: CommentBoxProps) {
  const t = useT();
  const box = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(start?.text ?? "");
  const [people, setPeople] = useState<Mentioned[]>(start?.people ?? []);
  const [files, setFiles] = useState<StoredFile[]>(start?.files ?? []);
  const attached = useAttached(files, setFiles);
  const [caret, setCaret] = useState(0);
  const [closed, setClosed] = useState(false);
  const asked = closed ? null : askedFor(text, caret);
  const { found, fresh } = useMentionable(module, id, asked);
  const [at, setAt] = useState(0);
  const picking = asked !== null && found.length > 0;
  const current = Math.min(at, found.length - 1);
  const named = stillNamed(text, people);
  const blind = named.filter((person) => person.sees === false);
  const pick = (person: Mentionable) => {
    const next = withName(text, caret, person.title);
    setText(next.text);
    setPeople([...people.filter((one) => one.id !== person.id), mentionedOf(person)]);
    setCaret(next.caret);
    setAt(0);
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const save = () => {
    if (!text.trim() || attached.sending.length > 0) return box.current?.focus();
    onSave({ text, people: named, files });
    if (!first) {
      setText("");
      setPeople([]);
      setFiles([]);
    }
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event)) return;
    const person = found[current];
    if (
      picking &&
      person &&
      (event.key === "Enter" || event.key === "Tab") &&
      !event.ctrlKey &&
      !event.metaKey
    ) {
      event.preventDefault();
      if (fresh) pick(person);
    } else if (picking && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      setAt((current + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length);
    } else if (event.key === "Escape" && picking) {
      event.stopPropagation();
      setClosed(true);
    } else if (event.key === "Escape" && onCancel) {
      onCancel();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens for keys of the box inside.
    <div className={styles.box} onKeyDown={onKeyDown} onPaste={attaches ? attached.onPaste : undefined}>
      <TextArea
        ref={box}
        className={styles.words}
        hideLabel
        label={t("timeline.comment")}
        placeholder={t("timeline.writeComment")}
        rows={2}
        value={text}
        autoFocus={autoFocus}
        aria-autocomplete="list"
        aria-controls={picking ? "mentionable" : undefined}
        aria-activedescendant={picking ? `mentionable-${found[current]?.id}` : undefined}
        onChange={(value) => {
          setText(value);
          setClosed(false);
          setCaret(box.current?.selectionStart ?? value.length);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onBlur={() => setClosed(true)}
      />
      {attaches && <Attaching attached={attached} />}
      {picking && <Found found={found} current={current} onPick={pick} />}
      {blind.length > 0 && (
        <p className={styles.blind} role="status">
          <Icon name="eye-off" size={15} />
          {t("timeline.notSeen", { names: blind.map((person) => person.name).join("、") })}
        </p>
      )}
      {error && (
        <p className={styles.error} role="alert">
          <Icon name="alert-circle" size={15} />
          {error}
        </p>
      )}
      <div className={styles.foot}>
        {attaches && <AttachButton attached={attached} />}
        {onCancel && <Button onClick={onCancel}>{t("common.cancel")}</Button>}
        <Button kind="primary" onClick={save} disabled={!text.trim() || attached.sending.length > 0}>
          {t(first ? "common.save" : "timeline.sayIt")}
        </Button>
      </div>
    </div>
  );
}

interface FoundProps {
  found: Mentionable[];
  current: number;
  onPick: (person: Mentionable) => void;
}

function Found({ found, current, onPick }: FoundProps) {
  const t = useT();
  return (
    <div id="mentionable" role="listbox" aria-label={t("timeline.mention")} className={styles.found}>
      {found.map((person, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the text box, which keeps the focus.
        // biome-ignore lint/a11y/useFocusableInteractive: the text box keeps the focus.
        <div
          key={person.id}
          id={`mentionable-${person.id}`}
          role="option"
          aria-selected={index === current}
          className={styles.person}
          // Before the box loses the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(person)}
        >
          <Avatar name={person.title} size={24} plain />
          <span>{person.title}</span>
          <span className={styles.aside}>{person.sees ? person.subtitle : t("timeline.seesNot")}</span>
        </div>
      ))}
    </div>
  );
}
