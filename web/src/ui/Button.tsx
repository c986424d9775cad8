import { Link } from "react-router";
import styles from "./Button.module.css";
import { Icon, type IconName } from "./Icon";

type Kind = "primary" | "default" | "quiet" | "danger" | "text";

interface Look {
  kind?: Kind;
  icon?: IconName;
  size?: "md" | "sm" | "lg";
  wide?: boolean;
  busy?: boolean;
}

type ButtonProps = Look & React.ComponentProps<"button">;

/** A deed. One primary a screen; danger is a word with an icon, not only a colour. */
export function Button({
  kind = "default",
  icon,
  size = "md",
  wide,
  busy,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles.button} ${className ?? ""}`}
      data-kind={kind}
      data-size={size}
      data-wide={wide || undefined}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
    >
      {busy ? (
        <span className={`turning ${styles.spinner}`} aria-hidden="true" />
      ) : (
        icon && <Icon name={icon} size={16} />
      )}
      {children}
    </button>
  );
}

type LinkButtonProps = Look & { to: string; children: React.ReactNode; reloadDocument?: boolean };

/** A link that looks like a button. */
export function LinkButton({
  kind = "default",
  icon,
  size = "md",
  wide,
  to,
  children,
  reloadDocument,
}: LinkButtonProps) {
  return (
    <Link
      to={to}
      reloadDocument={reloadDocument}
      className={styles.button}
      data-kind={kind}
      data-size={size}
      data-wide={wide || undefined}
    >
      {icon && <Icon name={icon} size={16} />}
      {children}
    </Link>
  );
}
