import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { cache } from "@/api/cache";
import { door } from "@/api/session";
import { useT } from "@/kernel/i18n";
import { locale } from "@/kernel/locale";
import { Button, LinkButton, TextInput } from "@/ui";
import { DoorFrame } from "./DoorFrame";
import styles from "./DoorFrame.module.css";
import { Fault } from "./Fault";
import { NewPassword, NewUsername } from "./fields";
import { useDoorForm } from "./useDoorForm";

/** A colleague follows an invitation, or the link by which a forgotten password is replaced. */
export function Component() {
  return (
    <QueryClientProvider client={cache}>
      <Invitation />
    </QueryClientProvider>
  );
}

function Invitation() {
  const t = useT();
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  const invitation = useQuery({
    queryKey: ["join", token],
    queryFn: () => door.invitation(token),
    enabled: Boolean(token),
    retry: false,
  });
  if (!token || invitation.error) {
    return (
      <DoorFrame title={t("door.badInvite")} lead={t("door.badInviteText")}>
        <LinkButton to="/login">{t("door.toLogin")}</LinkButton>
      </DoorFrame>
    );
  }
  const { name = "", company = "", username = null } = invitation.data ?? {};
  if (username !== null) {
    return (
      <DoorFrame title={t("door.newPassword")} lead={t("door.newPasswordText", { name })}>
        <PasswordForm token={token} username={username} />
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title={t("door.join", { company })} lead={t("door.joinText", { name })}>
      {invitation.data && <JoinForm token={token} name={name} username={params.get("username") ?? ""} />}
    </DoorFrame>
  );
}

function PasswordForm({ token, username }: { token: string; username: string }) {
  const t = useT();
  const form = useDoorForm(
    { password: "" },
    async ({ password }) => {
      const { signed_in } = await door.newPassword(token, password);
      location.assign(signed_in ? "/today" : "/login");
    },
    { password: 10 },
  );
  return (
    <form className={styles.form} onSubmit={form.submit} noValidate>
      <Fault text={form.fault} />
      <TextInput
        tall
        readOnly
        label={t("door.username")}
        autoComplete="username"
        name="username"
        value={username}
        onChange={() => undefined}
      />
      <NewPassword autoFocus {...form.bind("password")} />
      <Button type="submit" kind="primary" size="lg" wide busy={form.busy}>
        {t("door.newPasswordButton")}
      </Button>
    </form>
  );
}

function JoinForm({ token, name, username }: { token: string; name: string; username: string }) {
  const t = useT();
  const form = useDoorForm(
    { name, username, password: "" },
    async (values) => {
      await door.join({ ...values, token, locale: locale() });
      location.assign("/today");
    },
    { password: 10 },
  );
  return (
    <form className={styles.form} onSubmit={form.submit} noValidate>
      <Fault text={form.fault} />
      <TextInput tall label={t("door.name")} autoComplete="name" {...form.bind("name")} />
      <NewUsername autoFocus {...form.bind("username")} />
      <NewPassword {...form.bind("password")} />
      <Button type="submit" kind="primary" size="lg" wide busy={form.busy}>
        {t("door.joinButton")}
      </Button>
    </form>
  );
}
