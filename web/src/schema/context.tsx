import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";
import { me } from "@/api/session";
import type { Me, SchemaPayload } from "@/api/types";
import { schemaApi } from "@/api/workspace";
import { boot } from "@/kernel/boot";
import { useLocaleCode } from "./locale";
import { indexSchema, type Module, type Schema } from "./module";

/** The schema as query; the shell waits for it once and hands it down. */
export function useSchemaQuery() {
  const code = useLocaleCode();
  return useQuery({
    queryKey: ["schema", code],
    queryFn: schemaApi.get,
    staleTime: Number.POSITIVE_INFINITY,
    initialData: () => (code === boot().locale ? (boot().schema as SchemaPayload | undefined) : undefined),
    // While the new language arrives the old words stay: no blank screen on a switch.
    placeholderData: (previous) => previous,
  });
}

const SchemaContext = createContext<Schema | null>(null);

export function SchemaProvider(props: { schema: Schema; children: React.ReactNode }) {
  return <SchemaContext value={props.schema}>{props.children}</SchemaContext>;
}

/** The whole snapshot. Only below the shell. */
export function useSchema(): Schema {
  const schema = useContext(SchemaContext);
  if (!schema) throw new Error("useSchema is called outside of the shell");
  return schema;
}

/** One module, or null when it is unknown or hidden by rights. */
export function useModule(key: string | undefined): Module | null {
  const schema = useSchema();
  return (key && schema.byKey[key]) || null;
}

/** Indexes a payload once per snapshot. */
export function useIndexed(payload: Parameters<typeof indexSchema>[0] | undefined): Schema | null {
  return useMemo(() => (payload ? indexSchema(payload) : null), [payload]);
}

const ME_KEY = ["me"] as const;
const LOADED = Date.now();

/** The signed-in person with roles and general rights. */
export function useMe(): Me | undefined {
  return useQuery({
    queryKey: ME_KEY,
    queryFn: me.get,
    staleTime: 60_000,
    initialData: () => boot().me as Me | undefined,
    initialDataUpdatedAt: LOADED,
  }).data;
}
