import type { DirectoryForm } from "@/api/directories";
import { useT } from "@/kernel/i18n";
import { Select, TextInput } from "@/ui";
import { LASTING } from "./directoryKinds";
import styles from "./people.module.css";

interface DirectoryWordsProps {
  form: DirectoryForm;
  errors: Record<string, string>;
  onChange: (changes: Partial<DirectoryForm>) => void;
}

/** The words by which a directory describes people: right from the start for most, so folded. */
export function DirectoryWords({ form, errors, onChange }: DirectoryWordsProps) {
  const t = useT();
  const wrong = ["people", "login_attributes", "id_attribute", "name_attribute", "mail_attribute"].some(
    (key) => errors[key],
  );
  return (
    <details className={styles.words} open={wrong || undefined}>
      <summary>{t("people.directoryWords")}</summary>
      <div className={styles.folded}>
        <TextInput
          label={t("people.directoryFilter")}
          value={form.people}
          onChange={(people) => onChange({ people })}
          error={errors.people}
        />
        <TextInput
          label={t("people.loginAttributes")}
          help={t("people.loginAttributesHelp")}
          value={form.login_attributes.join(", ")}
          onChange={(text) => onChange({ login_attributes: text.split(/,\s*/) })}
          error={errors.login_attributes}
        />
        <TextInput
          label={t("people.nameAttribute")}
          value={form.name_attribute}
          onChange={(name_attribute) => onChange({ name_attribute })}
          error={errors.name_attribute}
        />
        <TextInput
          label={t("people.mailAttribute")}
          value={form.mail_attribute}
          onChange={(mail_attribute) => onChange({ mail_attribute })}
          error={errors.mail_attribute}
        />
        <Select
          label={t("people.idAttribute")}
          help={t("people.idAttributeHelp")}
          value={form.id_attribute}
          onChange={(id_attribute) => onChange({ id_attribute: id_attribute ?? "entryUUID" })}
          options={LASTING.map((name) => ({ value: name, label: name }))}
          nothingText={t("common.nothing")}
          error={errors.id_attribute}
        />
      </div>
    </details>
  );
}
