import { useT } from "@/kernel/i18n";
import { AddressParts } from "../address/Editor";
import { ChildRows } from "../children/ChildRows";
import type { EditorProps } from "../kit";
import { type AddressEntry, asAddresses } from ".";

const KINDS = ["office", "branch", "home", "shipping", "other"];

/** Several addresses; each with its kind, one of them the main one. */
export function AddressesEditor(props: EditorProps) {
  const t = useT();
  return (
    <ChildRows<AddressEntry>
      editor={props}
      rows={asAddresses(props.value)}
      kinds={KINDS}
      kindKey="kind"
      fresh={(first) => ({ kind: "office", main: first })}
      addLabel={t("field.addOne", { name: props.field.label })}
      stacked
    >
      {(row, change, first) => (
        <AddressParts
          value={row}
          onChange={(next) => change({ ...row, ...next })}
          autoFocus={first && props.autoFocus}
          disabled={props.disabled}
        />
      )}
    </ChildRows>
  );
}
