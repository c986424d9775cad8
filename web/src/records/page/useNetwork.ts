import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { records } from "@/api/records";
import type { Module } from "@/schema";

/** True once the first paint has settled; what is not needed for it waits for this. */
export function useSettledScreen(): boolean {
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), 60);
    return () => clearTimeout(timer);
  }, []);
  return settled;
}

/** Who stands around this record; asked for after the first paint. */
export function useNetwork(module: Module, id: string) {
  const settled = useSettledScreen();
  return useQuery({
    queryKey: ["records", module.key, "network", id],
    queryFn: () => records.network(module.key, id),
    enabled: settled && module.features.includes("network"),
  });
}
