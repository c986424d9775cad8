import type { ChoiceOption, FieldSchema } from "@/api/types";
import { type TextKey, useT } from "@/kernel/i18n";
import { useSchema } from "@/schema";
import { Button, FieldGroup, IconButton, Select, TextInput } from "@/ui";
import type { EditorProps } from "../kit";
import { ReferenceEditor } from "../reference/Editor";
import { learnName } from "../reference/names";
import { accountTitle, asEmployments, type EmploymentEntry } from ".";
import styles from "./Editor.module.css";

const WORDS = ["title", "department"] as const;
const DAYS = ["since", "until"] as const;

/** The roles of the module's own field for the main employment: the words are the same. */
function useRoles(field: FieldSchema): ChoiceOption[] {
  const { modules } = useSchema();
  const owner = modules.find((module) => module.byKey[field.key]?.type === "employments");
  return owner?.byKey.decision_role?.options ?? [];
}

/** Rows of company, department, title and role in decisions; the first is the main one unless another is starred. */
export function EmploymentsEditor(props: EditorProps) {
  const t = useT();
  const rows = asEmployments(props.value);
  const target = props.field.target ?? "accounts";
  for (const row of rows)
    if (row.account) learnName(target, row.account, accountTitle(row, props.row, props.field));
  const shown = rows.length > 0 ? rows : [{ account: null, main: true }];
  const set = (index: number, changes: Partial<EmploymentEntry>) =>
    props.onChange(shown.map((row, at) => (at === index ? { ...row, ...changes } : row)));
  return (
    <FieldGroup
      label={props.hideLabel ? undefined : props.label}
      error={props.error}
      help={props.help}
      required={props.required}
    >
      {shown.map((row, index) => (
        <div key={row.id ?? `new-${index}`} className={styles.entry}>
          <Parts props={props} row={row} first={index === 0} onChange={(changes) => set(index, changes)} />
          <IconButton
            icon="x"
            iconSize={15}
            tip={false}
            label={t("field.removeOne", { n: index + 1 })}
            onClick={() => props.onChange(shown.filter((_, at) => at !== index))}
          />
        </div>
      ))}
      <div>
        <Button
          kind="text"
          size="sm"
          icon="plus"
          onClick={() => props.onChange([...shown, { account: null, main: false }])}
        >
          {t("field.addOne", { name: props.field.label })}
        </Button>
      </div>
    </FieldGroup>
  );
}

interface PartsProps {
  props: EditorProps;
  row: EmploymentEntry;
  first: boolean;
  onChange: (changes: Partial<EmploymentEntry>) => void;
}

function Parts({ props, row, first, onChange }: PartsProps) {
  const t = useT();
  const roles = useRoles(props.field);
  const account = {
    ...props.field,
    key: "account",
    type: "lookup",
    target: props.field.target ?? "accounts",
  };
  return (
    <div className={styles.parts}>
      <div className={styles.whole}>
        <ReferenceEditor
          field={account}
          label={t("field.account")}
          value={row.account}
          autoFocus={first && props.autoFocus}
          onChange={(value) => onChange({ account: value as string | null })}
        />
      </div>
      {WORDS.map((key) => (
        <TextInput
          key={key}
          label={t(`field.${key}` as TextKey)}
          value={row[key] ?? ""}
          onChange={(value) => onChange({ [key]: value || null })}
        />
      ))}
      {roles.length > 0 && (
        <Select
          label={t("field.decision_role")}
          value={row.decision_role || null}
          onChange={(value) => onChange({ decision_role: value })}
          options={roles.map(({ value, label, color }) => ({ value, label, pigment: color }))}
          clearLabel={t("common.clear")}
        />
      )}
      {DAYS.map((key) => (
        <TextInput
          key={key}
          type="date"
          label={t(`field.${key}` as TextKey)}
          value={row[key] ?? ""}
          onChange={(value) => onChange({ [key]: value || null })}
        />
      ))}
    </div>
  );
}
