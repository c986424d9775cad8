import { useMutation, useQuery } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import { type Policy, security } from "@/api/security";
import { useT } from "@/kernel/i18n";
import { useMe } from "@/schema";
import { Checkbox, FieldGroup, Section, Switch, toast } from "@/ui";
import styles from "./people.module.css";
import { usePeople } from "./usePeople";

const KEY = ["people", "policy"];

/** Who must have a second factor: everybody, or the holders of some roles. */
export function SignInPolicy() {
  const t = useT();
  const me = useMe();
  const { roles } = usePeople();
  const policy = useQuery({ queryKey: KEY, queryFn: security.policy });
  const save = useMutation({
    mutationFn: (next: Policy) => security.setPolicy(next),
    onSuccess: (saved) => {
      cache.setQueryData(KEY, saved);
      toast.good(t("people.saved"));
    },
    onError: (error) => toast.bad(error.message),
  });
  if (!policy.data || !me?.verbs["settings.manage"]) return null;
  const { everyone, roles: asked } = policy.data;
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
