import { useState } from "react";
import { useT } from "@/kernel/i18n";
import { Button, Dialog, TextArea } from "@/ui";
import { useReasonQuestion } from "./reason";

/** What an export is for, when only the server knew that it has to be approved. */
export default function ReasonDialog() {
  const t = useT();
  const question = useReasonQuestion((state) => state.question);
  const [reason, setReason] = useState("");
  if (!question) return null;
  const answer = (given: string | null) => {
    setReason("");
    question.answer(given);
  };
  return (
    <Dialog
      open
      size="sm"
      onClose={() => answer(null)}
      title={t("leaving.approvalTitle")}
      closeLabel={t("common.close")}
      footer={
        <>
          <Button onClick={() => answer(null)}>{t("common.cancel")}</Button>
          <Button kind="primary" icon="send" disabled={!reason.trim()} onClick={() => answer(reason.trim())}>
            {t("leaving.ask")}
          </Button>
        </>
      }
    >
      <p className="quiet">{question.why}</p>
      <TextArea
        label={t("leaving.reason")}
        required
        maxLength={500}
        value={reason}
        onChange={setReason}
        data-autofocus
      />
    </Dialog>
  );
}
