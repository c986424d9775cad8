import { useSearchParams } from "react-router";
import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Broken, Empty, Page, Section, Skeleton, Tabs } from "@/ui";
import { ApprovalItem } from "./ApprovalItem";
import { ExportItem } from "./ExportItem";
import styles from "./leaving.module.css";
import { useApprovals, useOwnExports } from "./useExports";

/** What the person asked to take out, and what others ask. */
export function Component() {
  const t = useT();
  const me = useMe();
  const [params, setParams] = useSearchParams();
  const approvals = useApprovals();
  const waiting = approvals.data?.waiting.length ?? 0;
  const decides =
    Boolean(me?.verbs["exports.approve"]) || waiting > 0 || Boolean(approvals.data?.decided.length);
  const tab = params.get("tab") === "approvals" ? "approvals" : "mine";
  return (
    <Page
      title={t("leaving.exports")}
      lead={t(tab === "mine" ? "leaving.exportsLead" : "leaving.approvalsLead")}
      narrow
    >
      {(decides || tab === "approvals") && (
        <div className={styles.tabs}>
          <Tabs
            label={t("leaving.tabs")}
            value={tab}
            onChange={(key) => setParams(key === "mine" ? {} : { tab: key }, { replace: true })}
            tabs={[
              { key: "mine", label: t("leaving.mine") },
              {
                key: "approvals",
                label: t("leaving.approvals"),
                end: waiting > 0 ? <span className={styles.count}>{waiting}</span> : undefined,
              },
            ]}
          />
        </div>
      )}
      {tab === "mine" ? <Mine /> : <Approvals />}
    </Page>
  );
}

function Mine() {
  const t = useT();
  const own = useOwnExports();
  if (own.error) return <Broken error={own.error} retry={() => void own.refetch()} />;
  if (!own.data) return <Skeleton lines={5} />;
  if (own.data.length === 0) return <Empty title={t("leaving.none")} text={t("leaving.noneText")} />;
  return (
    <ul className={styles.items}>
      {own.data.map((one) => (
        <ExportItem key={one.id} item={one} />
      ))}
    </ul>
  );
}

function Approvals() {
  const t = useT();
  const found = useApprovals();
  if (found.error) return <Broken error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <Skeleton lines={5} />;
  const { waiting, decided } = found.data;
  return (
    <>
      {waiting.length === 0 ? (
        <Empty title={t("leaving.noApprovals")} text={t("leaving.noApprovalsText")} />
      ) : (
        <ul className={styles.items}>
          {waiting.map((one) => (
            <ApprovalItem key={one.id} item={one} />
          ))}
        </ul>
      )}
      {decided.length > 0 && (
        <Section title={t("leaving.decided")}>
          <ul className={styles.items}>
            {decided.map((one) => (
              <ExportItem key={one.id} item={one} of={one.asker.name} />
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
