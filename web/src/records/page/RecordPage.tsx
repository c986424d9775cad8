import { Navigate, useParams } from "react-router";
import { isProblem } from "@/api/problem";
import { type Module, useModule } from "@/schema";
import { Broken, Refused } from "@/ui";
import { useRecord } from "../data/queries";
import { useTimeline } from "../timeline/useTimeline";
import { RecordScreen } from "./RecordScreen";
import { RecordSkeleton } from "./RecordSkeleton";

/** Where on the page of its record something that belongs to it stands. */
const tabOf = (module: Module) =>
  module.fields.some((field) => field.type === "file") ? "files" : "timeline";

/** The page of one record: record and timeline are asked for at the same moment, all else later. */
export function Component() {
  const { module: key = "", id = "" } = useParams();
  const module = useModule(key);
  const query = useRecord(key, module ? id : null);
  useTimeline(key, id, "", Boolean(module?.features.includes("timeline")));
  if (!module || isProblem(query.error, 404) || isProblem(query.error, 403)) return <Refused />;
  if (query.error && !query.data) return <Broken error={query.error} retry={() => void query.refetch()} />;
  if (!query.data) return <RecordSkeleton />;
  const place = module.follows ? query.data.values[module.follows] : null;
  if (typeof place === "string") return <Navigate replace to={`/m/${place}?tab=${tabOf(module)}`} />;
  return <RecordScreen key={`${key}:${id}`} module={module} record={query.data} />;
}
