import { useMutation } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import { type Policy, security } from "@/api/security";
import type { Labelled } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { Checkbox, FieldGroup, Section, Switch, toast } from "@/ui";
import styles from "./people.module.css";
import { POLICY } from "./useSignInSettings";

/** Who must have a second factor: everybody, or the holders of some roles. */
export function SignInPolicy({ policy, roles }: { policy: Policy; roles: Labelled[] }) {
  const t = useT();
  const save = useMutation({
    mutationFn: (next: Policy) => security.setPolicy(next),
    onSuccess: (saved) => {
      cache.setQueryData(POLICY, saved);
      toast.good(t("people.saved"));
    },
    onError: (error) => toast.bad(error.message),
  });
  const { everyone, roles: asked } = policy;
  const toggle = (key: string, on: boolean) =>
    save.mutate({ everyone, roles: on ? [...asked, key] : asked.filter((one) => one !== key) });
  return (
    <Section title={t("people.policy")}>
      <p className="quiet">{t("people.policyText")}</p>
      <div className={styles.policy}>
        <Switch
          label={t("people.policyEveryone")}
          checked={everyone}
          disabled={save.isPending}
          onChange={(on) => save.mutate({ everyone: on, roles: asked })}
        />
        {!everyone && (
          <FieldGroup label={t("people.policyRoles")}>
            <div className={styles.roles}>
              {roles.map((role) => (
                <Checkbox
                  key={role.key}
                  label={role.label}
                  checked={asked.includes(role.key)}
                  disabled={save.isPending}
                  onChange={(on) => toggle(role.key, on)}
                />
              ))}
            </div>
          </FieldGroup>
        )}
      </div>
    </Section>
  );
}
