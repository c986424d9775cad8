import { Pill } from "@/ui";
import { optionOf } from "../choice";
import type { FieldKit, ShowProps } from "../kit";
import { lateEditor } from "../lazy";
import { PillRow } from "../PillRow";

export function asList(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function Cell({ field, value }: ShowProps) {
  return (
    <PillRow>
      {asList(value).map((one) => {
        const option = optionOf(field, one);
        return (
          <Pill key={one} pigment={option?.color}>
            {option?.label}
          </Pill>
        );
      })}
    </PillRow>
  );
}

function Detail({ field, value }: ShowProps) {
  return (
    <PillRow wrap>
      {asList(value).map((one) => {
        const option = optionOf(field, one);
        return (
          <Pill key={one} pigment={option?.color}>
            {option?.label}
          </Pill>
        );
      })}
    </PillRow>
  );
}

/** Several of a fixed list. */
export const multichoice: FieldKit = {
  type: "multichoice",
  Cell,
  Detail,
  Editor: lateEditor("MultichoiceEditor"),
  text: (value, field) =>
    asList(value)
      .map((one) => optionOf(field, one)?.label ?? one)
      .join("、"),
  width: 180,
  panel: true,
};
