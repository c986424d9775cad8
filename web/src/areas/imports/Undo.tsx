import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { type ImportLeft, type ImportProject, importsApi } from "@/api/imports";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { formatNumber } from "@/kernel/number";
import { joinWords } from "@/kernel/text";
import { refreshModule } from "@/records";
import { Button, Confirm, Icon, LinkButton, Section } from "@/ui";
import { Tiles } from "./Counts";
import styles from "./Imports.module.css";
import { paintImport } from "./useImport";
import { faultOf, whyNot } from "./words";

/** Takes an import back, after it was asked once more. */
export function TakeBack({ project }: { project: ImportProject }) {
  const t = useT();
  const [asking, setAsking] = useState(false);
  const undo = useMutation({
    mutationFn: () => importsApi.undo(project.id),
    onSuccess: (brief) => paintImport(project.id, brief),
    onSettled: () => setAsking(false),
  });
  const fault = undo.error ? whyNot(undo.error) : faultOf(project);
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t("imports.undo")}
      </Button>
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => undo.mutate()}
        title={t("imports.undoTitle")}
        text={t("imports.undoText")}
        confirm={t("imports.undo")}
        cancel={t("common.cancel")}
        busy={undo.isPending}
      />
    </>
  );
}

/** What became of the records of an import that was taken back. */
export function TakenBack({ project }: { project: ImportProject }) {
  const t = useT();
  const { deleted = 0, restored = 0, kept = 0 } = project.undone ?? {};
  const left = project.left_alone ?? [];
  useEffect(() => void refreshModule(project.module), [project.module]);
  return (
    <>
      <div className={styles.doneHead}>
        <Icon name="circle-check" size={26} />
        <h2 className="display">{t("imports.undoneTitle")}</h2>
        <LinkButton to="/imports">{t("imports.another")}</LinkButton>
      </div>
      <Tiles
        tiles={[
          { key: "clean", n: deleted, label: t("imports.undoDeleted"), note: t("imports.undoDeletedText") },
          {
            key: "updated",
            n: restored,
            label: t("imports.undoRestored"),
            note: t("imports.undoRestoredText"),
          },
          { key: "left", n: kept, label: t("imports.undoKept"), note: t("imports.undoKeptText") },
        ]}
      />
      {left.length > 0 && (
        <Section title={t("imports.undoLeft", { n: formatNumber(kept) })}>
          <ul className={styles.pairs}>
            {left.map((item) => (
              <Left key={`${item.module}:${item.id}`} item={item} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Left({ item }: { item: ImportLeft }) {
  const fields = joinWords(item.fields, isChinese());
  return (
    <li>
      <Link to={`/m/${item.module}/${item.id}`} className="link ellipsis">
        {item.title || `#${item.id}`}
      </Link>
      <span className="quiet">{fields ? `${item.message} · ${fields}` : item.message}</span>
    </li>
  );
}
