import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { lookups } from "@/api/records";
import type { SearchGroup, SearchHit } from "@/api/types";
import { useSettled } from "@/fields";
import { readableFacts } from "@/kernel/facts";
import { useT } from "@/kernel/i18n";
import { useModule } from "@/schema";
import { Avatar, Broken, Empty, Icon, Loading, moduleIcon, Page, Section, TextInput } from "@/ui";
import { marked, markedAt } from "./marked";
import styles from "./SearchPage.module.css";

const LIMIT = 50;

/** Everything that matches, module by module; the words stand in the URL. */
export function Component() {
  const t = useT();
  const [params, setParams] = useSearchParams();
  const [typed, setTyped] = useState(params.get("q") ?? "");
  const settled = useSettled(typed, 200).trim();
  useEffect(() => {
    setParams(settled ? { q: settled } : {}, { replace: true });
  }, [settled, setParams]);
  const query = useQuery({
    queryKey: ["search-page", settled],
    queryFn: async ({ signal }) => (await lookups.search(settled, LIMIT, signal)).groups,
    enabled: settled !== "",
    placeholderData: keepPreviousData,
  });
  const groups = settled ? (query.data ?? []) : [];
  const total = groups.reduce((sum, group) => sum + group.hits.length, 0);
  return (
    <Page title={t("search.title")} narrow>
      <div className={styles.box}>
        <TextInput
          type="search"
          hideLabel
          autoFocus
          tall
          icon="search"
          label={t("search.title")}
          placeholder={t("search.placeholder")}
          value={typed}
          onChange={setTyped}
        />
      </div>
      <p className={styles.count} role="status">
        {settled && query.isSuccess && t("search.found", { n: total })}
      </p>
      {query.error && <Broken error={query.error} retry={() => void query.refetch()} />}
      {settled && query.isPending && <Loading />}
      {!settled && <p className={styles.hint}>{t("search.hint")}</p>}
      {settled && query.isSuccess && total === 0 && (
        <Empty title={t("search.nothing", { words: settled })} text={t("search.nothingText")} />
      )}
      {groups.map((group) => (
        <Group key={group.module} group={group} words={settled} />
      ))}
    </Page>
  );
}

function Group({ group, words }: { group: SearchGroup; words: string }) {
  const t = useT();
  const module = useModule(group.module);
  if (group.hits.length === 0) return null;
  return (
    <Section
      title={
        <span className={styles.title}>
          <Icon name={moduleIcon(module?.icon || group.module)} size={16} />
          {group.label}
          <span className="quiet">{group.hits.length >= LIMIT ? `${LIMIT}+` : group.hits.length}</span>
        </span>
      }
      actions={
        <Link className={`link ${styles.all}`} to={`/m/${group.module}?q=${encodeURIComponent(words)}`}>
          {t("search.inList")}
        </Link>
      }
    >
      <ul className={styles.list}>
        {group.hits.map((hit) => (
          <li key={hit.id}>
            <Link to={`/m/${group.module}/${hit.id}`} className={styles.hit}>
              {module?.features.includes("network") ? (
                <Avatar name={hit.title} size={30} square={!module.byKey.given_name} plain />
              ) : (
                <span className={styles.face}>
                  <Icon name={moduleIcon(module?.icon || group.module)} size={16} />
                </span>
              )}
              <Words hit={hit} words={words} />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Title and what tells it apart; an entry without a title is called by its facts. */
function Words({ hit, words }: { hit: SearchHit; words: string }) {
  const facts = readableFacts(hit.subtitle);
  // Facts that were put into the reader's own words are searched here.
  const told = facts === hit.subtitle ? hit.highlight?.subtitle : undefined;
  const shown = told ? markedAt(facts, told) : marked(facts, words);
  const title = hit.highlight ? markedAt(hit.title, hit.highlight.title) : marked(hit.title, words);
  return (
    <span className={styles.words}>
      <b className="ellipsis">{hit.title ? title : shown}</b>
      {hit.title && <span className={`${styles.sub} ellipsis`}>{shown}</span>}
    </span>
  );
}
