import { useT } from "@/kernel/i18n";
import { TextInput } from "@/ui";
import type { EditorProps } from "../kit";
import { PhoneInput } from "../phone/Editor";
import { asChildren, type ChildEntry } from ".";
import { ChildRows } from "./ChildRows";

const KINDS: Record<string, string[]> = {
  phones: ["mobile", "work", "home", "fax", "other"],
  emails: ["work", "home", "other"],
  socials: ["wechat", "qq", "linkedin", "whatsapp", "weibo", "other"],
};

/** Several phones, e-mails or social accounts. */
export function ContactsEditor(props: EditorProps) {
  const t = useT();
  const { type, label } = props.field;
  const kinds = KINDS[type] ?? ["other"];
  const kindKey = type === "socials" ? "kind" : "type";
  return (
    <ChildRows<ChildEntry>
      editor={props}
      rows={asChildren(props.value)}
      kinds={kinds}
      kindKey={kindKey}
      fresh={(first) => ({ value: "", [kindKey]: kinds[0], main: first }) as ChildEntry}
      addLabel={t("field.addOne", { name: label })}
    >
      {(row, change, first) => {
        const shared = {
          label,
          hideLabel: true,
          disabled: props.disabled,
          autoFocus: first && props.autoFocus,
          value: row.value,
          onChange: (value: string) => change({ ...row, value }),
        };
        return type === "phones" ? (
          <PhoneInput {...shared} />
        ) : (
          <TextInput {...shared} inputMode={type === "emails" ? "email" : undefined} />
        );
      }}
    </ChildRows>
  );
}
