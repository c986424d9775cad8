import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { cache } from "@/api/cache";
import { records } from "@/api/records";
import type { NetworkPerson, RecordDetail } from "@/api/types";
import { useT } from "@/kernel/i18n";
import { editable, type Module, useModule } from "@/schema";
import { Icon, Loading, toast, Warmth } from "@/ui";
import side from "../page/SideColumn.module.css";
import { useNetwork } from "../page/useNetwork";
import { wordsOf } from "../timeline/useWriting";
import { ranked } from "./layout";
import styles from "./Network.module.css";
import { NetworkPicture } from "./NetworkPicture";

interface NetworkCardProps {
  module: Module;
  record: RecordDetail;
  /** Looks at somebody beside this page; without it the whole page changes. */
  onPeek?: (module: string, id: string) => void;
}

const SHOWN = 6;

/** Who stands around this record, how warm each relation is and what each decides; a gap is named. */
export function NetworkCard({ module, record, onPeek }: NetworkCardProps) {
  const t = useT();
  const navigate = useNavigate();
  const [all, setAll] = useState(false);
  const query = useNetwork(module, record.id);
  const network = query.data;
  if (query.error) return null;
  const people = ranked(network?.people ?? []);
  const shown = all ? people : people.slice(0, SHOWN);
  return (
    <section>
      <div className={side.head}>
        <h2>{t("record.network")}</h2>
        {people.length > 0 && <span className={side.count}>{people.length}</span>}
      </div>
      {!network && (
        <div className={`${side.card} ${styles.wait}`}>
          <Loading />
        </div>
      )}
      {network?.gaps.includes("no_decision_maker") && (
        <p className={styles.gap}>
          <Icon name="alert-circle" size={15} />
          {t("record.noDecisionMaker")}
        </p>
      )}
      {network && people.length === 0 && <p className={side.nothing}>{t("record.noNetwork")}</p>}
      {network && people.length > 0 && (
        <div className={side.card}>
          <NetworkPicture
            network={network}
            square={!module.byKey.given_name}
            label={t("record.networkOf", { name: network.center.title, n: people.length })}
            onOpen={onPeek ?? ((key, id) => void navigate(`/m/${key}/${id}`))}
          />
          <ul className={styles.people}>
            {shown.map((person) => (
              <Person key={person.id} person={person} module={module} id={record.id} onPeek={onPeek} />
            ))}
          </ul>
          {people.length > shown.length && (
            <button type="button" className={styles.more} onClick={() => setAll(true)}>
              {t("record.showAll", { n: people.length })}
            </button>
          )}
        </div>
      )}
    </section>
  );
}

interface PersonProps {
  person: NetworkPerson;
  module: Module;
  id: string;
  onPeek?: (module: string, id: string) => void;
}

function Person({ person, module, id, onPeek }: PersonProps) {
  const t = useT();
  return (
    <li>
      <span className={styles.who}>
        <Link
          to={`/m/${person.module}/${person.id}`}
          className={styles.link}
          onClick={(event) => {
            if (!onPeek || event.ctrlKey || event.metaKey || event.shiftKey) return;
            event.preventDefault();
            onPeek(person.module, person.id);
          }}
        >
          {person.title}
        </Link>
        <span className={`${side.sub} ellipsis`}>{person.subtitle}</span>
      </span>
      <Warmth level={person.warmth} label={t("record.warmth", { n: person.warmth })} />
      <RoleSelect person={person} module={module} id={id} />
    </li>
  );
}

/** What the person decides; a change is saved at once. */
function RoleSelect({ person, module, id }: PersonProps) {
  const t = useT();
  const home = useModule(person.module);
  const field = home?.byKey.decision_role;
  const [role, setRole] = useState(person.decision_role);
  if (!home || !field?.options) return null;
  const change = async (next: string | null) => {
    setRole(next);
    try {
      // The picture does not carry versions; the newest one is what a single choice should meet.
      const now = await records.get(person.module, person.id);
      await records.patch(person.module, person.id, now.version, { decision_role: next });
    } catch (error) {
      setRole(person.decision_role);
      toast.bad(wordsOf(error));
    }
    await cache.invalidateQueries({ queryKey: ["records", module.key, "network", id] });
  };
  return (
    <select
      className={styles.role}
      aria-label={t("record.roleOf", { name: person.title })}
      value={role ?? ""}
      disabled={!editable(home, field)}
      onChange={(event) => void change(event.target.value || null)}
    >
      <option value="">{t("record.noRole")}</option>
      {field.options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
