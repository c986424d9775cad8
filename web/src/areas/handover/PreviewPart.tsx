import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { type Belongings, type HandoverPlan, handovers } from "@/api/handovers";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { formatNumber } from "@/kernel/number";
import { joinWords } from "@/kernel/text";
import { Button, Confirm, Section, TextInput } from "@/ui";
import styles from "./handover.module.css";
import { type Drafts, given, isWhole, rulesOf } from "./model";
import { Shares } from "./Shares";
import { paintHandover, placeOf, refreshHandovers, usePreview } from "./useHandover";

/** Who would get how many, and the way to do it. */
export function PreviewPart({ owned, drafts }: { owned: Belongings; drafts: Drafts }) {
  const t = useT();
  const rules = rulesOf(drafts);
  const preview = usePreview(owned.person.id, rules);
  const missing = given(owned).filter((one) => {
    const draft = drafts[one.module];
    return draft && !isWhole(draft);
  });
  const plan = Object.keys(rules).length > 0 ? preview.data : undefined;
  return (
    <Section title={t("handover.preview")}>
      <p className="quiet">{t(plan ? "handover.previewText" : "handover.previewNone")}</p>
      {preview.error && (
        <p className={styles.fault} role="alert">
          {preview.error.message}
        </p>
      )}
      {plan && !preview.error && <Planned plan={plan} />}
      {missing.length > 0 && plan && (
        <p className="quiet">
          {t("handover.incomplete", {
            labels: joinWords(
              missing.map((one) => one.label),
              isChinese(),
            ),
          })}
        </p>
      )}
      {plan && !preview.error && (
        <Start
          owned={owned}
          drafts={drafts}
          total={plan.total}
          ready={missing.length === 0 && !preview.isPlaceholderData}
        />
      )}
    </Section>
  );
}

function Planned({ plan }: { plan: HandoverPlan }) {
  const t = useT();
  const names = new Map(plan.modules.flatMap((one) => one.people.map((person) => [person.id, person.name])));
  const lines = [...names].map(([id, name]) => ({
    id,
    name,
    modules: Object.fromEntries(
      plan.modules.map((one) => [one.module, one.people.find((person) => person.id === id)?.count ?? 0]),
    ),
  }));
  const stays = Object.fromEntries(plan.modules.map((one) => [one.module, one.stays]));
  const beyond = plan.modules.filter((one) => one.beyond > 0);
  return (
    <>
      <Shares
        label={t("handover.preview")}
        modules={plan.modules}
        lines={lines}
        stays={plan.modules.some((one) => one.stays > 0) ? stays : undefined}
      />
      {beyond.map((one) => (
        <p key={one.module} className="quiet">
          {t("handover.beyond", { n: formatNumber(one.beyond), label: one.label })}
        </p>
      ))}
    </>
  );
}

interface StartProps {
  owned: Belongings;
  drafts: Drafts;
  total: number;
  ready: boolean;
}

function Start({ owned, drafts, total, ready }: StartProps) {
  const t = useT();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const start = useMutation({
    mutationFn: () => handovers.start({ person: owned.person.id, rules: rulesOf(drafts), reason }),
    onSuccess: (row) => {
      paintHandover(row);
      void refreshHandovers();
      void navigate(placeOf(row.person.id, row.id));
    },
  });
  return (
    <div className={styles.start}>
      <TextInput
        label={t("handover.reason")}
        placeholder={t("handover.reasonHint")}
        value={reason}
        onChange={setReason}
        maxLength={500}
      />
      {start.error && (
        <p className={styles.fault} role="alert">
          {start.error.message}
        </p>
      )}
      <div>
        <Button
          kind="primary"
          size="lg"
          icon="switch-horizontal"
          busy={start.isPending}
          disabled={!ready || total === 0}
          onClick={() => setSure(true)}
        >
          {t("handover.start", { n: formatNumber(total) })}
        </Button>
      </div>
      <Confirm
        open={sure}
        title={t("handover.sure", { n: formatNumber(total) })}
        text={t("handover.sureText", { name: owned.person.name })}
        confirm={t("handover.start", { n: formatNumber(total) })}
        cancel={t("common.cancel")}
        onConfirm={() => {
          setSure(false);
          start.mutate();
        }}
        onClose={() => setSure(false)}
      />
    </div>
  );
}
