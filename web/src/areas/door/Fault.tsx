import { Icon } from "@/ui";
import styles from "./DoorFrame.module.css";

/** What the server answered as a whole, above the inputs. */
export function Fault({ text }: { text: string }) {
  if (!text) return null;
  return (
    <div className={styles.fault} role="alert">
      <Icon name="alert-circle" size={16} />
      {text}
    </div>
  );
}
