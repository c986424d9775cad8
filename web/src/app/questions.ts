import type { Question } from "@/api/client";
import type { SchemaPayload } from "@/api/types";
import { askedKeys, type ColumnChoice, mergedChoices, standardChoices } from "@/records/grid/choices";
import { blockOf, criteriaIn, requestOf, sortIn } from "@/records/list/request";
import { indexSchema, type Module } from "@/schema/module";

type Prefs = Record<string, unknown>;

/** What the screen at this address will ask the server for before it can show anything. */
export function questionsOf(url: URL, payload: SchemaPayload, prefs: Prefs): Question[] {
  if (url.pathname === "/" || url.pathname === "/today")
    return ["/today", "/onboarding"].map((path) => ({ method: "GET", path }));
  const [, key = "", id = ""] = url.pathname.match(/^\/m\/([^/]+)(?:\/(\d+))?$/) ?? [];
  const module = indexSchema(payload).byKey[key];
  if (!module?.verbs.includes("view")) return [];
  return id ? ofRecord(module, id) : ofList(module, url.searchParams, prefs);
}

function ofRecord(module: Module, id: string): Question[] {
  const path = `/records/${module.key}/${encodeURIComponent(id)}`;
  const lively = module.features.includes("timeline");
  const paths = [path, ...(lively ? [`${path}/timeline?limit=30`] : [])];
  return paths.map((one) => ({ method: "GET", path: one }));
}

/** A saved view has to be asked for itself first; the list as such is known. */
function ofList(module: Module, params: URLSearchParams, prefs: Prefs): Question[] {
  if (params.has("view")) return [];
  const saved = prefs[`columns:${module.key}`] as Record<string, ColumnChoice[]> | undefined;
  const choices = mergedChoices(module, saved?.all, standardChoices(module, module.list_columns));
  const request = {
    ...requestOf({
      criteria: criteriaIn(params.get("f"), null),
      search: params.get("q") ?? "",
      sort: sortIn(params.get("s"), module.default_sort),
    }),
    columns: askedKeys(
      module,
      choices.filter((choice) => !choice.hidden).map((choice) => choice.key),
    ),
  };
  return [{ method: "POST", path: `/records/${module.key}/query`, body: blockOf(request, undefined) }];
}
