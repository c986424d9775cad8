import { formatDay, today, yearsBetween } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { asText, type FieldKit, type ShowProps } from "../kit";
import { lateEditor } from "../lazy";

function Cell({ value }: ShowProps) {
  const day = asText(value);
  return day ? <time dateTime={day}>{formatDay(day)}</time> : null;
}

function Detail({ field, value }: ShowProps) {
  const t = useT();
  const day = asText(value);
  if (!day) return null;
  const age = field.config?.yearly ? yearsBetween(day, today()) : 0;
  return (
    <>
      <time dateTime={day}>{formatDay(day, true)}</time>
      {age > 0 && <span className="quiet">{` ${t("field.age", { n: age })}`}</span>}
    </>
  );
}

/** A calendar day, without any hour or zone. */
export const date: FieldKit = {
  type: "date",
  Cell,
  Detail,
  Editor: lateEditor("DateEditor"),
  text: (value) => (asText(value) ? formatDay(asText(value), true) : ""),
  width: 112,
};
