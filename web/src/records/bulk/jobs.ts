import type { Job } from "@/api/types";
import { jobs } from "@/api/workspace";
import { text } from "@/kernel/i18n";
import { formatNumber } from "@/kernel/number";
import { toast } from "@/ui";

const jobId = (job: string | Job) => (typeof job === "string" ? job : job.id);
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Follows a job with a toast until it ends; gives the finished job, or null when it failed. */
export async function followJob(job: string | Job, waiting?: string): Promise<Job | null> {
  const id = jobId(job);
  let note: number | null = null;
  for (let turn = 0; ; turn++) {
    const state = await jobs.get(id);
    if (state.state === "done") {
      if (note !== null) toast.close(note);
      return state;
    }
    if (state.state === "failed" || state.state === "cancelled") {
      if (note !== null) toast.close(note);
      toast.bad(text("list.jobFailed", { why: state.error?.message ?? state.state }));
      return null;
    }
    // Short jobs end before anybody needs to be told that they run.
    if (turn >= 2) note = showProgress(note, state, waiting);
    await wait(turn < 4 ? 250 : 1000);
  }
}

function showProgress(note: number | null, job: Job, waiting?: string): number {
  const { done, total } = job.progress;
  const words =
    waiting ?? text("list.working", { done: formatNumber(done), total: formatNumber(total ?? 0) });
  if (note === null) return toast.stay(words);
  toast.update(note, { text: words });
  return note;
}

/** How many rows a bulk job refused, as far as its result says. */
export function refusedOf(job: Job): number {
  const refused = job.result?.refused ?? job.result?.failed;
  if (Array.isArray(refused)) return refused.length;
  return typeof refused === "number" ? refused : 0;
}
