import { useState } from "react";
import { cache } from "@/api/cache";
import { type Directory, directories } from "@/api/directories";
import { useT } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { Button, Section } from "@/ui";
import { DirectoryDialog } from "./DirectoryDialog";
import styles from "./people.module.css";
import { ServerLine } from "./ServerLine";

/** The company's directories, whose passwords open this system too. */
export function Directories({ directories: known }: { directories: Directory[] }) {
  const t = useT();
  const [open, setOpen] = useState<Directory | "new" | null>(null);
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
        {known.map((one) => (
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
