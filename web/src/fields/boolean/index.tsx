import { text as say, useT } from "@/kernel/i18n";
import { Icon } from "@/ui";
import type { FieldKit, ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function Cell({ value }: ShowProps) {
  const t = useT();
  if (value !== true) return value === false ? <span className="quiet">{t("field.no")}</span> : null;
  return (
    <span style={{ display: "inline-flex", alignItems: "center", gap: 4 }}>
      <Icon name="check" size={15} />
      {t("field.yes")}
    </span>
  );
}

/** Yes, no, or not said. */
export const boolean: FieldKit = {
  type: "boolean",
  Cell,
  Editor: lateEditor("BooleanEditor"),
  text: (value) => (value === true ? say("field.yes") : value === false ? say("field.no") : ""),
  width: 90,
};
