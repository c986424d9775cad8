import { cloneElement, Suspense, useId, useRef, useState } from "react";
import { Float } from "./floats";
import { Icon, type IconName } from "./Icon";
import styles from "./Menu.module.css";

export interface MenuEntry {
  key: string;
  label: React.ReactNode;
  icon?: IconName;
  onClick?: () => void;
  danger?: boolean;
  disabled?: boolean;
  /** Shown with a tick; for one-of and some-of menus. */
  checked?: boolean;
  /** A line above this entry. */
  divided?: boolean;
  heading?: boolean;
  end?: React.ReactNode;
}

interface MenuProps {
  label: string;
  entries: MenuEntry[];
  children: React.ReactElement;
  position?: "bottom-start" | "bottom-end" | "right-end" | "top-start" | "top-end";
  width?: number;
}

/** A menu at a button: arrows and letters move, Esc closes and gives the focus back. */
export function Menu({ label, entries, children, position = "bottom-end", width }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  // Drawn from the first opening on, so that closing can be seen too.
  const [wanted, setWanted] = useState(false);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      {cloneElement(children as React.ReactElement<React.ComponentProps<"button">>, {
        ref: setAnchor,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        "aria-controls": open ? id : undefined,
        onClick: () => {
          setWanted(true);
          setOpen(!open);
        },
      })}
      {wanted && (
        <Suspense fallback={null}>
          <Float anchor={anchor} open={open} onChange={setOpen} position={position} width={width} padding={4}>
            <MenuList id={id} label={label} entries={entries} close={() => setOpen(false)} />
          </Float>
        </Suspense>
      )}
    </>
  );
}

interface MenuListProps {
  id: string;
  label: string;
  entries: MenuEntry[];
  close: () => void;
}

function MenuList({ id, label, entries, close }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  const press = (event: React.KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>("button:not(:disabled)") ?? [])];
    const next = nextItem(items, event.key);
    if (event.key === "Tab") close();
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  const chosen = entries.findIndex((entry) => entry.checked);
  const icons = entries.some((entry) => entry.icon);
  const first = chosen >= 0 ? chosen : entries.findIndex((entry) => !entry.heading && !entry.disabled);
  return (
    <div
      role="menu"
      id={id}
      aria-label={label}
      ref={list}
      onKeyDown={press}
      className={styles.menu}
      tabIndex={-1}
    >
      {entries.map((entry, index) => (
        <MenuLine key={entry.key} entry={entry} icons={icons} focus={index === first} close={close} />
      ))}
    </div>
  );
}

function nextItem(items: HTMLElement[], key: string): HTMLElement | undefined {
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (key === "ArrowDown") return items[(at + 1) % items.length];
  if (key === "ArrowUp") return items[(at - 1 + items.length) % items.length];
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key.length !== 1) return undefined;
  const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return rest.find((item) => item.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}

interface MenuLineProps {
  entry: MenuEntry;
  /** Some entry has an icon: the words of all stand in one line below each other. */
  icons: boolean;
  focus: boolean;
  close: () => void;
}

function MenuLine({ entry, icons, focus, close }: MenuLineProps) {
  if (entry.heading) {
    return (
      <div className={styles.heading} role="presentation">
        {entry.label}
      </div>
    );
  }
  const ticks = entry.checked !== undefined;
  return (
    <>
      {entry.divided && <hr className={styles.rule} />}
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is menuitemradio exactly where it is checked. */}
      <button
        type="button"
        role={ticks ? "menuitemradio" : "menuitem"}
        aria-checked={ticks ? entry.checked : undefined}
        data-autofocus={focus || undefined}
        data-danger={entry.danger || undefined}
        disabled={entry.disabled}
        className={styles.item}
        onClick={() => {
          close();
          entry.onClick?.();
        }}
      >
        {entry.icon ? <Icon name={entry.icon} size={16} /> : icons && <span className={styles.gap} />}
        <span className={styles.word}>{entry.label}</span>
        {entry.checked ? <Icon name="check" size={16} /> : entry.end}
      </button>
    </>
  );
}
