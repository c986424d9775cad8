import { useT } from "@/kernel/i18n";
import type { MenuEntry } from "@/ui";
import type { HeaderProps } from "./GridHeader";
import { directionOf, setDirection } from "./sorting";
import { type Column, MIN_WIDTH } from "./useColumns";

/** What the menu of a column offers: all that the mouse can do, for the keyboard too. */
export function useColumnEntries(props: HeaderProps, column: Column): MenuEntry[] {
  const t = useT();
  const { columns, sort, onSort } = props;
  const direction = directionOf(sort, column.key);
  const place = columns.choices.findIndex((choice) => choice.key === column.key);
  const sorting: MenuEntry[] = column.field.sortable
    ? [
        {
          key: "asc",
          label: t("list.ascending"),
          icon: "arrow-up",
          checked: direction === "asc",
          onClick: () => onSort(setDirection(sort, column.key, "asc")),
        },
        {
          key: "desc",
          label: t("list.descending"),
          icon: "arrow-down",
          checked: direction === "desc",
          onClick: () => onSort(setDirection(sort, column.key, "desc")),
        },
      ]
    : [];
  return [
    ...sorting,
    {
      key: "pin",
      label: column.pinned ? t("list.unpin") : t("list.pin"),
      icon: column.pinned ? "pinned-off" : "pin",
      divided: sorting.length > 0,
      onClick: () => columns.patch(column.key, { pinned: !column.pinned }),
    },
    {
      key: "left",
      label: t("list.moveLeft"),
      icon: "arrow-left",
      disabled: place <= 0,
      onClick: () => columns.move(column.key, place - 1),
    },
    {
      key: "right",
      label: t("list.moveRight"),
      icon: "arrow-right",
      onClick: () => columns.move(column.key, place + 1),
    },
    {
      key: "wider",
      label: t("list.wider"),
      onClick: () => columns.patch(column.key, { width: column.width + 40 }),
    },
    {
      key: "narrower",
      label: t("list.narrower"),
      onClick: () => columns.patch(column.key, { width: Math.max(MIN_WIDTH, column.width - 40) }),
    },
    {
      key: "hide",
      label: t("list.hide"),
      icon: "eye-off",
      divided: true,
      disabled: column.key === props.module.title_field,
      onClick: () => columns.patch(column.key, { hidden: true }),
    },
  ];
}
