import { useLocation } from "react-router";
import { type Module, useModule } from "@/schema";

/** The module whose screens are open, by the address. */
export function useCurrentModule(): Module | null {
  const { pathname } = useLocation();
  return useModule(pathname.match(/^\/m\/([^/]+)/)?.[1]);
}
