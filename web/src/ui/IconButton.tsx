import styles from "./Button.module.css";
import { Icon, type IconName } from "./Icon";
import { Tooltip } from "./Tooltip";

type IconButtonProps = React.ComponentProps<"button"> & {
  icon: IconName;
  label: string;
  size?: "md" | "sm";
  iconSize?: number;
  tip?: boolean;
  kind?: "quiet" | "default" | "danger";
};

/** A button that shows only an icon; its label is spoken and shown on hover. */
export function IconButton({
  icon,
  label,
  size = "md",
  iconSize = 18,
  tip = true,
  kind = "quiet",
  className,
  children,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      {...rest}
      className={`${styles.icon} ${className ?? ""}`}
      data-size={size}
      data-kind={kind}
    >
      <Icon name={icon} size={iconSize} />
      {children}
    </button>
  );
  return tip ? <Tooltip label={label}>{button}</Tooltip> : button;
}
