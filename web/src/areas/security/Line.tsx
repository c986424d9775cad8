import { Icon, type IconName } from "@/ui";
import styles from "./security.module.css";

interface LineProps {
  icon: IconName;
  title: React.ReactNode;
  text: React.ReactNode;
  children?: React.ReactNode;
}

/** One thing by which or where somebody signs in, and what can be done with it. */
export function Line({ icon, title, text, children }: LineProps) {
  return (
    <li className={styles.line}>
      <Icon name={icon} size={20} />
      <div className={styles.words}>
        <strong>{title}</strong>
        <span className="quiet">{text}</span>
      </div>
      {children && <div className={styles.deeds}>{children}</div>}
    </li>
  );
}
