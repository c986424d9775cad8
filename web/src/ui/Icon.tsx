import { ICON_PATHS, type IconName } from "./icons/paths";

export type { IconName };

interface IconProps {
  name: IconName;
  size?: number;
  className?: string;
}

/** An outline icon; always decoration, the words stand beside it or in the label of its button. */
export function Icon({ name, size = 17, className }: IconProps) {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.6}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}

/** The icon that a module asks for by name, or a plain document. */
export function moduleIcon(name: string): IconName {
  if (name in ICON_PATHS) return name as IconName;
  return ALIASES[name] ?? "file-text";
}

// Words that a server may use for the same picture.
const ALIASES: Record<string, IconName> = {
  contacts: "users",
  contact: "users",
  accounts: "building",
  account: "building",
  company: "building",
  activities: "clipboard-list",
  activity: "clipboard-list",
  deals: "briefcase",
  leads: "target-arrow",
};
