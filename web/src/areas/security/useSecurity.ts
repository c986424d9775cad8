import { useMutation, useQuery } from "@tanstack/react-query";
import { cache } from "@/api/cache";
import { security } from "@/api/security";
import { toast } from "@/ui";

/** What one has set up to sign in. */
export function useSecurity() {
  return useQuery({ queryKey: ["security", "overview"], queryFn: security.overview });
}

export function useSessions() {
  return useQuery({
    queryKey: ["security", "sessions"],
    queryFn: async () => (await security.sessions()).sessions,
  });
}

export function useTokens() {
  return useQuery({
    queryKey: ["security", "tokens"],
    queryFn: async () => (await security.tokens()).tokens,
  });
}

export function refreshSecurity(): Promise<void> {
  return cache.invalidateQueries({ queryKey: ["security"] });
}

/** A deed after which the screen is read anew; a refusal is told. */
export function useDeed<V = void>(work: (value: V) => Promise<unknown>, done?: string) {
  return useMutation({
    mutationFn: work,
    onSuccess: () => {
      if (done) toast.good(done);
      void refreshSecurity();
    },
    onError: (error) => toast.bad(error.message),
  });
}
