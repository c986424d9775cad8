import { QueryClient } from "@tanstack/react-query";
import { isProblem, NetworkFault } from "./problem";

/** The one cache of server state. Refusals are final; only a broken line is tried again. */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => count < 2 && (error instanceof NetworkFault || isProblem(error, 503)),
    },
    mutations: { retry: false },
  },
});
