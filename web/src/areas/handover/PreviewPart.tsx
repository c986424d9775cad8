import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useNavigate } from "react-router";
import { type Belongings, type HandoverPlan, type HandoverWish, handovers } from "@/api/handovers";
import { useT } from "@/kernel/i18n";
import { isChinese } from "@/kernel/locale";
import { formatNumber } from "@/kernel/number";
import { joinWords } from "@/kernel/text";
import { Button, Confirm, Section, TextInput } from "@/ui";
import styles from "./handover.module.css";
import { type Drafts, given, hasTeam, isWhole, moving, rulesOf } from "./model";
import { Shares } from "./Shares";
import { TeamLines } from "./Team";
import { paintHandover, placeOf, refreshHandovers, usePreview, useReceivers } from "./useHandover";

interface PreviewProps {
  owned: Belongings;
  drafts: Drafts;
  successor: string | null;
}

/** Who would get how many, and the way to do it. */
export function PreviewPart({ owned, drafts, successor }: PreviewProps) {
  const t = useT();
  const rules = rulesOf(drafts);
  const wish = { person: owned.person.id, rules, successor };
  const preview = usePreview(wish);
  const missing = given(owned).flatMap((one) => {
    const draft = drafts[one.module];
    return draft && !isWhole(draft) ? [one.label] : [];
  });
  if (hasTeam(owned) && !successor) missing.push(t("handover.team"));
  const plan = Object.keys(rules).length > 0 || successor ? preview.data : undefined;
  const heir = useReceivers(owned.person.id).find((one) => one.value === successor)?.label ?? "";
  return (
    <Section title={t("handover.preview")}>
      <p className="quiet">{t(plan ? "handover.previewText" : "handover.previewNone")}</p>
      {preview.error && (
        <p className={styles.fault} role="alert">
          {preview.error.message}
        </p>
      )}
      {plan && !preview.error && <Planned plan={plan} heir={heir} />}
      {missing.length > 0 && plan && (
        <p className="quiet">
          {t("handover.incomplete", {
            labels: joinWords(missing, isChinese()),
          })}
        </p>
      )}
      {plan && !preview.error && (
        <Start
          name={owned.person.name}
          wish={wish}
          plan={plan}
          ready={missing.length === 0 && !preview.isPlaceholderData}
        />
      )}
    </Section>
  );
}

function Planned({ plan, heir }: { plan: HandoverPlan; heir: string }) {
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
      {plan.modules.length > 0 && (
        <Shares
          label={t("handover.preview")}
          modules={plan.modules}
          lines={lines}
          stays={plan.modules.some((one) => one.stays > 0) ? stays : undefined}
        />
      )}
      <TeamLines team={plan.team} to={heir} />
      {beyond.map((one) => (
        <p key={one.module} className="quiet">
          {t("handover.beyond", { n: formatNumber(one.beyond), label: one.label })}
        </p>
      ))}
    </>
  );
}

interface StartProps {
  name: string;
  wish: HandoverWish;
  plan: HandoverPlan;
  ready: boolean;
}

function Start({ name, wish, plan, ready }: StartProps) {
  const t = useT();
  const navigate = useNavigate();
  const [reason, setReason] = useState("");
  const [sure, setSure] = useState(false);
  const start = useMutation({
    mutationFn: () => handovers.start({ ...wish, reason }),
    onSuccess: (row) => {
      paintHandover(row);
      void refreshHandovers();
      void navigate(placeOf(row.person.id, row.id));
    },
  });
  const n = formatNumber(plan.total);
  const team = moving(plan.team) > 0;
  const deed = plan.total > 0 ? t("handover.start", { n }) : t("handover.startTeam");
  const told = [
    ...(plan.total > 0 ? [t("handover.sureText", { name })] : []),
    ...(team ? [t("handover.sureTeam", { name })] : []),
    t("handover.sureUndo"),
  ];
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
          disabled={!ready || (plan.total === 0 && !team)}
          onClick={() => setSure(true)}
        >
          {deed}
        </Button>
      </div>
      <Confirm
        open={sure}
        title={plan.total > 0 ? t("handover.sure", { n }) : t("handover.sureTeamOnly")}
        text={told.join(isChinese() ? "" : " ")}
        confirm={deed}
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
