import { useSearchParams } from "react-router";
import { boot } from "@/kernel/boot";
import { useT } from "@/kernel/i18n";
import { DoorFrame } from "./DoorFrame";
import { LoginForm } from "./LoginForm";

/** Only addresses of this site: a link must not lead a person elsewhere after the password. */
export function safeNext(next: string | null): string {
  return next?.startsWith("/") && !next.startsWith("//") && !next.startsWith("/\\") ? next : "/today";
}

export function Component() {
  const t = useT();
  const [params] = useSearchParams();
  const { company } = boot();
  return (
    <DoorFrame
      title={t("door.welcome")}
      lead={company ? t("door.welcomeText", { company }) : t("door.welcomePlain")}
    >
      <LoginForm onDone={() => location.assign(safeNext(params.get("next")))} />
    </DoorFrame>
  );
}
