import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { type Handover, handovers } from "@/api/handovers";
import { dayOf, formatDay } from "@/kernel/clock";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { formatNumber } from "@/kernel/number";
import { Button, Confirm, Icon, toast } from "@/ui";
import styles from "./handover.module.css";
import { moving } from "./model";
import { paintHandover, placeOf, refreshHandovers } from "./useHandover";

/** What one does after a handover: keep the certificate, deactivate the account, take it back. */
export function Deeds({ row }: { row: Handover }) {
  const t = useT();
  return (
    <>
      <div className={styles.deeds}>
        {row.certificate && (
          <a className={styles.download} href={handovers.certificateUrl(row.id)} download>
            <Icon name="download" size={16} />
            {t("handover.certificate")}
          </a>
        )}
        {row.undo_until && row.moved + moving(row.team) > 0 && <TakeBack row={row} until={row.undo_until} />}
      </div>
      {row.certificate === false && <p className="quiet">{t("handover.certificateClosed")}</p>}
      {row.undone_by && (
        <p>
          {t("handover.undone")}{" "}
          <Link className="link" to={placeOf(row.person.id, row.undone_by)}>
            {t("handover.see")}
          </Link>
        </p>
      )}
      {row.undoes && (
        <p>
          {t("handover.undoOf")}{" "}
          <Link className="link" to={placeOf(row.person.id, row.undoes)}>
            {t("handover.see")}
          </Link>
        </p>
      )}
      {row.person.active && !row.undoes && !row.undone_by && (
        <p className="quiet">
          {t("handover.stillActive", { name: row.person.name })}{" "}
          <Link className="link" to={`/settings/people?person=${row.person.id}`}>
            {t("handover.toPeople")}
          </Link>
        </p>
      )}
    </>
  );
}

function TakeBack({ row, until }: { row: Handover; until: string }) {
  const t = useT();
  const navigate = useNavigate();
  const [sure, setSure] = useState(false);
  const undo = useMutation({
    mutationFn: () => handovers.undo(row.id),
    onSuccess: (made) => {
      paintHandover(made);
      void refreshHandovers();
      void navigate(placeOf(made.person.id, made.id));
    },
    onError: (error) => toast.bad(error.message),
  });
  const { name } = row.person;
  const told = [
    ...(row.moved > 0 ? [t("handover.undoText", { n: formatNumber(row.moved), name })] : []),
    ...(moving(row.team) > 0 ? [t("handover.undoTeam", { name })] : []),
    t("handover.undoUntil", { day: formatDay(dayOf(until)) }),
  ];
  return (
    <>
      <Button kind="quiet" icon="arrow-back-up" busy={undo.isPending} onClick={() => setSure(true)}>
        {t("handover.undo")}
      </Button>
      <Confirm
        open={sure}
        title={t("handover.undoSure")}
        text={told.join(isChinese() ? "" : " ")}
        confirm={t("handover.undo")}
        cancel={t("common.cancel")}
        onConfirm={() => {
          setSure(false);
          undo.mutate();
        }}
        onClose={() => setSure(false)}
      />
    </>
  );
}
