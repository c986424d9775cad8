import { useState } from "react";
import { kitOf } from "@/fields";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { type BulkDialogProps, Frame, stay } from "./Frame";

export { BulkEdit } from "./BulkEdit";

/** Gives many records to another colleague. */
export function BulkTransfer(props: BulkDialogProps) {
  const t = useT();
  const [owner, setOwner] = useState<unknown>(null);
  const field = props.module.byKey.owner;
  if (!field) return null;
  const { Editor } = kitOf(field.type);
  return (
    <Frame
      {...props}
      title={t("list.transferTitle", { n: formatNumber(props.size) })}
      confirm={t("list.transfer")}
      ready={Boolean(owner)}
      onConfirm={() => void props.onRun("transfer", { owner }).catch(stay)}
    >
      <Editor
        field={field}
        value={owner}
        onChange={setOwner}
        label={t("list.transferTo")}
        required
        autoFocus
      />
    </Frame>
  );
}

/** Adds tags to many records; what they have stays. */
export function BulkTag(props: BulkDialogProps) {
  const t = useT();
  const [tags, setTags] = useState<unknown>([]);
  const field = props.module.fields.find((one) => one.type === "tags");
  if (!field) return null;
  const { Editor } = kitOf("tags");
  return (
    <Frame
      {...props}
      title={t("list.tagTitle", { n: formatNumber(props.size) })}
      confirm={t("list.tag")}
      ready={Array.isArray(tags) && tags.length > 0}
      onConfirm={() => void props.onRun("tag", { tags }).catch(stay)}
    >
      <Editor field={field} value={tags} onChange={setTags} label={field.label} autoFocus />
    </Frame>
  );
}
