import { useRef } from "react";
import { copyText } from "@/kernel/copy";
import { useT } from "@/kernel/i18n";
import { Button } from "./Button";
import styles from "./CopyLine.module.css";
import { TextInput } from "./inputs";
import { toast } from "./toast";

interface CopyLineProps {
  /** What is copied, for those who do not see it. */
  label: string;
  text: string;
  autoFocus?: boolean;
}

/** One line to hand on, a link or a code: read it, or copy it by a click. */
export function CopyLine({ label, text, autoFocus }: CopyLineProps) {
  const t = useT();
  const line = useRef<HTMLInputElement>(null);
  const copy = async () => {
    if (await copyText(text)) toast.good(t("common.copied"));
    else line.current?.select();
  };
  return (
    <div className={styles.line}>
      <TextInput
        ref={line}
        label={label}
        hideLabel
        value={text}
        onChange={() => {}}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <Button
        icon="copy"
        aria-label={label}
        onClick={() => void copy()}
        data-autofocus={autoFocus || undefined}
      >
        {t("common.copy")}
      </Button>
    </div>
  );
}
