import { useParams } from "react-router";
import { isProblem } from "@/api/problem";
import { useModule } from "@/schema";
import { Broken, Refused } from "@/ui";
import { useRecord } from "../data/queries";
import { useTimeline } from "../timeline/useTimeline";
import { RecordScreen } from "./RecordScreen";
import { RecordSkeleton } from "./RecordSkeleton";

/** The page of one record: record and timeline are asked for at the same moment, all else later. */
export function Component() {
  const { module: key = "", id = "" } = useParams();
  const module = useModule(key);
  const query = useRecord(key, module ? id : null);
  useTimeline(key, id, "", Boolean(module?.features.includes("timeline")));
  if (!module || isProblem(query.error, 404) || isProblem(query.error, 403)) return <Refused />;
  if (query.error && !query.data) return <Broken error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <RecordSkeleton />;
  return <RecordScreen key={`${key}:${id}`} module={module} record={query.data} />;
}
