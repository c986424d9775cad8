import { useT } from "@/kernel/i18n";
import { nonce } from "@/kernel/nonce";
import { type Label, sheetsOf } from "./labels";
import styles from "./Sheets.module.css";

const EACH = { "2x7": 14, "3x8": 24 } as const;

/** The paper's margins, for as long as this is what would be printed; a style sheet's rule would outlive the page. */
function Paper({ margin }: { margin: string }) {
  return <style nonce={nonce}>{`@page { size: A4; margin: ${margin}; }`}</style>;
}

/** A4 sheets of labels, as they leave the printer. */
export function LabelSheets({ labels, form }: { labels: Label[]; form: keyof typeof EACH }) {
  const t = useT();
  return (
    <div className={styles.sheets}>
      <Paper margin="0" />
      {sheetsOf(labels, EACH[form]).map((sheet, index) => (
        <ol
          key={sheet[0]?.id}
          className={styles.sheet}
          data-form={form}
          aria-label={t("print.sheet", { n: index + 1 })}
        >
          {sheet.map((label) => (
            <li key={label.id} className={styles.label}>
              {label.han ? <HanLabel label={label} /> : <OtherLabel label={label} />}
            </li>
          ))}
        </ol>
      ))}
    </div>
  );
}

function HanLabel({ label }: { label: Label }) {
  const t = useT();
  return (
    <>
      {label.postcode && <span className={styles.postcode}>{label.postcode}</span>}
      <span className={styles.place}>{label.lines.join("")}</span>
      {label.company && <span className={styles.company}>{label.company}</span>}
      <span className={styles.who}>
        <strong>{t("print.recipient", { name: label.name })}</strong>
        {label.phone && <span className="tabular">{label.phone}</span>}
      </span>
    </>
  );
}

function OtherLabel({ label }: { label: Label }) {
  return (
    <>
      <strong className={styles.first}>{label.name}</strong>
      {label.company && <span>{label.company}</span>}
      {label.lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {label.phone && <span className={`${styles.last} tabular`}>{label.phone}</span>}
    </>
  );
}

/** The same as a list, one line for each. */
export function AddressList({ labels }: { labels: Label[] }) {
  const t = useT();
  const heads = ["number", "name", "company", "phone", "address", "postcode"] as const;
  return (
    <>
      <Paper margin="14mm 12mm" />
      <table className={styles.list}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {t(`print.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label, index) => (
            <tr key={label.id}>
              <td>{index + 1}</td>
              <th scope="row">{label.name}</th>
              <td>{label.company}</td>
              <td className={styles.phone}>{label.phone}</td>
              <td>{label.lines.join(label.han ? "" : ", ")}</td>
              <td>{label.postcode}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
