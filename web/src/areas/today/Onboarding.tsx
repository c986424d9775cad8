import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { cache } from "@/api/cache";
import type { Onboarding as OnboardingState, OnboardingStep } from "@/api/types";
import { onboarding } from "@/api/workspace";
import { type TextKey, useT } from "@/kernel/i18n";
import { openCreate } from "@/records";
import { useSchema } from "@/schema";
import { Button, Icon } from "@/ui";
import styles from "./TodayPage.module.css";

const KEY = ["onboarding"];

const PLACES: Record<string, string> = {
  company: "/profile",
  profile: "/profile",
  import: "/imports",
  invite: "/settings/people",
};

const KNOWN = new Set("company import invite record activity task view phone stages profile".split(" "));

/** The first steps, asked as soon as the page begins. */
export function useOnboarding() {
  return useQuery({ queryKey: KEY, queryFn: onboarding.get, retry: false });
}

/** The first steps of a new house; ticked by what the server sees, gone when done or dismissed. */
export function Onboarding() {
  const t = useT();
  const query = useOnboarding();
  const hide = useMutation({
    mutationFn: () => onboarding.put(true),
    onMutate: () =>
      cache.setQueryData<OnboardingState>(KEY, (state) => state && { ...state, dismissed: true }),
  });
  const steps = query.data?.steps.filter((step) => KNOWN.has(step.key)) ?? [];
  const done = steps.filter((step) => step.done).length;
  if (!query.data || query.data.dismissed || steps.length === 0 || done === steps.length) return null;
  return (
    <section className={styles.setup} aria-label={t("today.setup")}>
      <div className={styles.setupHead}>
        <h2>{t("today.setup")}</h2>
        <span className="quiet">{t("today.setupDone", { done, total: steps.length })}</span>
        <Button kind="quiet" size="sm" onClick={() => hide.mutate()}>
          {t("today.hideSetup")}
        </Button>
      </div>
      <ol className={styles.steps}>
        {steps.map((step) => (
          <li key={step.key}>
            <Step step={step} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Step({ step }: { step: OnboardingStep }) {
  const t = useT();
  const first = useSchema().modules.find((module) => module.features.includes("network"))?.key;
  const words = (
    <>
      <span className={styles.tick} data-done={step.done || undefined}>
        {step.done && <Icon name="check" size={13} />}
      </span>
      {t(`today.step_${step.key}` as TextKey)}
    </>
  );
  if (step.done) return <span className={styles.step}>{words}</span>;
  const place = PLACES[step.key];
  if (place) {
    return (
      <Link to={place} className={styles.step}>
        {words}
      </Link>
    );
  }
  return (
    <button type="button" className={styles.step} onClick={() => first && openCreate(first)}>
      {words}
    </button>
  );
}
