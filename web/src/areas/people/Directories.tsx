import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { cache } from "@/api/cache";
import { type Directory, directories } from "@/api/directories";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { useMe } from "@/schema";
import { Button, Section } from "@/ui";
import { DirectoryDialog } from "./DirectoryDialog";
import styles from "./people.module.css";
import { ServerLine } from "./ServerLine";

const KEY = ["people", "directories"];

/** The company's directories, whose passwords open this system too. */
export function Directories() {
  const t = useT();
  const may = Boolean(useMe()?.verbs["settings.manage"]);
  const [open, setOpen] = useState<Directory | "new" | null>(null);
  const found = useQuery({ queryKey: KEY, queryFn: directories.list, enabled: may });
  if (!found.data) return null;
  const test = async (one: Directory) => {
    const { people, more } = await directories.test(one.id);
    return t(more ? "people.testMore" : "people.testCount", { n: formatNumber(people) });
  };
  return (
    <Section
      title={t("people.directories")}
      actions={
        <Button kind="text" icon="plus" onClick={() => setOpen("new")}>
          {t("people.addDirectory")}
        </Button>
      }
    >
      <p className="quiet">{t("people.directoriesText")}</p>
      <ul className={styles.departments}>
        {found.data.directories.map((one) => (
          <ServerLine
            key={one.id}
            server={one}
            address={one.url}
            list={["people"]}
            api={directories}
            test={() => test(one)}
            onEdit={() => setOpen(one)}
          />
        ))}
      </ul>
      {open && (
        <DirectoryDialog
          directory={open === "new" ? null : open}
          onClose={() => {
            setOpen(null);
            void cache.invalidateQueries({ queryKey: ["people"] });
          }}
        />
      )}
    </Section>
  );
}
