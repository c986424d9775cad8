import { useT } from "@/kernel/i18n";
import { Broken, Page, Section, Skeleton } from "@/ui";
import { Factors } from "./Factors";
import { IdentityList } from "./IdentityList";
import { SessionList } from "./SessionList";
import { TokenList } from "./TokenList";
import { useSecurity } from "./useSecurity";

/** One's own second factors, sessions and tokens. */
export function Component() {
  const t = useT();
  const found = useSecurity();
  return (
    <Page title={t("security.title")} lead={t("security.lead")} narrow>
      {found.error ? (
        <Broken error={found.error} retry={() => void found.refetch()} />
      ) : found.data ? (
        <Section title={t("security.factors")}>
          <Factors held={found.data.second_factors} required={found.data.required} />
        </Section>
      ) : (
        <Skeleton lines={4} />
      )}
      <IdentityList />
      <Section title={t("security.sessions")}>
        <SessionList />
      </Section>
      <Section title={t("security.tokens")}>
        <TokenList />
      </Section>
    </Page>
  );
}
