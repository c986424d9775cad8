import { useT } from "@/kernel/i18n";
import { LinkButton, Refused } from "@/ui";

export function Component() {
  const t = useT();
  return (
    <Refused>
      <LinkButton to="/today" kind="primary">
        {t("error.home")}
      </LinkButton>
    </Refused>
  );
}
