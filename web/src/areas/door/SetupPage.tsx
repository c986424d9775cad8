import { useSearchParams } from "react-router";
import { door } from "@/api/session";
import { boot } from "@/kernel/boot";
import { useT } from "@/kernel/i18n";
import { locale } from "@/kernel/locale";
import { Button, LinkButton, TextInput } from "@/ui";
import { DoorFrame } from "./DoorFrame";
import styles from "./DoorFrame.module.css";
import { Fault } from "./Fault";
import { NewPassword, NewUsername } from "./fields";
import { useDoorForm } from "./useDoorForm";

/** The first minute of a new installation. */
export function Component() {
  const t = useT();
  const [params] = useSearchParams();
  const token = params.get("token") ?? "";
  if (!boot().needs_setup) {
    return (
      <DoorFrame title={t("door.setupDone")} lead={t("door.setupDoneText")}>
        <LinkButton to="/login">{t("door.toLogin")}</LinkButton>
      </DoorFrame>
    );
  }
  if (!token) {
    return (
      <DoorFrame title={t("door.needToken")} lead={t("door.needTokenText")}>
        <LinkButton to="/login">{t("door.toLogin")}</LinkButton>
      </DoorFrame>
    );
  }
  return (
    <DoorFrame title={t("door.setup")} lead={t("door.setupText")}>
      <SetupForm token={token} />
    </DoorFrame>
  );
}

function SetupForm({ token }: { token: string }) {
  const t = useT();
  const form = useDoorForm(
    { company: "", name: "", username: "", password: "" },
    async (values) => {
      await door.setup({ ...values, token, locale: locale() });
      location.assign("/today");
    },
    { password: 10 },
  );
  return (
    <form className={styles.form} onSubmit={form.submit} noValidate>
      <Fault text={form.fault} />
      <TextInput
        tall
        label={t("door.company")}
        help={t("door.companyHelp")}
        autoComplete="organization"
        autoFocus
        {...form.bind("company")}
      />
      <TextInput tall label={t("door.name")} autoComplete="name" {...form.bind("name")} />
      <NewUsername {...form.bind("username")} />
      <NewPassword {...form.bind("password")} />
      <p className={styles.note}>{t("door.roleNote")}</p>
      <Button type="submit" kind="primary" size="lg" wide busy={form.busy}>
        {t("door.create")}
      </Button>
    </form>
  );
}
