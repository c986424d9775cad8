import type { Criteria } from "@/api/types";
import { exportsApi } from "@/api/workspace";
import { text } from "@/kernel/i18n";
import { toast } from "@/ui";
import { followJob } from "../bulk/jobs";

interface ExportWish {
  module: string;
  columns: string[];
  format: "xlsx" | "csv";
  ids?: string[];
  criteria?: Criteria;
  search?: string;
}

/** Has a file made of these records and hands it over when it is ready. */
export async function exportRecords({ ids, ...wish }: ExportWish): Promise<void> {
  try {
    const criteria: Criteria | undefined = ids ? { field: "id", op: "in", value: ids } : wish.criteria;
    const { id, job } = await exportsApi.create({ ...wish, criteria });
    const done = await followJob(job, text("list.exporting"));
    if (!done) return;
    const { url } = await exportsApi.get(id);
    if (url) toast.good(text("list.exported"), { label: text("list.download"), run: () => download(url) });
  } catch (error) {
    toast.bad(error instanceof Error ? error.message : String(error));
  }
}

function download(url: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = "";
  link.click();
}
