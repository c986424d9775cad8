import { useT } from "@/kernel/i18n";
import { type AddressValue, addressLine } from "../address";
import { kindLabel, MoreCount, mainOf } from "../children";
import styles from "../children/list.module.css";
import type { FieldKit, ShowProps } from "../kit";
import { lateEditor } from "../lazy";

export interface AddressEntry extends AddressValue {
  id?: string;
  kind: string;
  main: boolean;
}

export const asAddresses = (value: unknown) => (Array.isArray(value) ? (value as AddressEntry[]) : []);

function Cell({ value }: ShowProps) {
  const list = asAddresses(value);
  return (
    <>
      {addressLine(mainOf(list))}
      <MoreCount count={list.length - 1} />
    </>
  );
}

function Detail({ value }: ShowProps) {
  const t = useT();
  return (
    <ul className={styles.list}>
      {asAddresses(value).map((entry, index) => (
        <li key={entry.id ?? index}>
          <span>{addressLine(entry)}</span>
          <span className={styles.kind}>{kindLabel(t, entry.kind)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Several addresses with their kinds. */
export const addresses: FieldKit = {
  type: "addresses",
  Cell,
  Detail,
  Editor: lateEditor("AddressesEditor"),
  text: (value) => asAddresses(value).map(addressLine).join("；"),
  width: 220,
  panel: true,
  operand: "text",
};
