import type { Obstacle, Reason } from "@/api/sharing";
import { formatFull } from "@/kernel/clock";
import { type TextKey, useT } from "@/kernel/i18n";

const SCOPES = new Set(["own", "reports", "team", "department", "subtree", "criteria", "all"]);

/** A reason to see or do something, in words. */
export function useReasonWords(): (why: Reason) => string {
  const t = useT();
  return (why) => {
    const until = why.until ? t("sharing.reason_until", { at: formatFull(why.until) }) : "";
    switch (why.kind) {
      case "owner":
        return t("sharing.reason_owner");
      case "share":
        return t("sharing.reason_share", { name: why.holder_name }) + until;
      case "collaborator":
        return t("sharing.reason_collaborator", { part: why.part || t("sharing.collaborator") });
      case "rule":
        return t("sharing.reason_rule", { name: why.rule });
      case "through":
        return why.through
          ? t("sharing.reason_through", { name: why.through.title })
          : t("sharing.reason_throughHidden");
      default:
        return SCOPES.has(why.kind)
          ? t(`sharing.reason_${why.kind}` as TextKey, { role: why.role })
          : t("sharing.reason_role", { role: why.role });
    }
  };
}

/** What stands in the way, in words. */
export function useObstacleWords(): (item: Obstacle) => string {
  const t = useT();
  return (item) => {
    if (item.code === "scope") {
      const scope = SCOPES.has(item.scope) ? t(`sharing.scope_${item.scope}` as TextKey) : item.scope;
      return t("sharing.obstacle_scope", { role: item.role, scope });
    }
    return t(item.code === "read_only" ? "sharing.obstacle_readOnly" : "sharing.obstacle_noVerb");
  };
}
