import { useQuery } from "@tanstack/react-query";
import { directories } from "@/api/directories";
import { identity, security } from "@/api/security";

export const POLICY = ["people", "policy"];
export const DIRECTORIES = ["people", "directories"];
export const PROVIDERS = ["people", "providers"];

/** How people sign in: what is asked of them, and the servers that know them. */
export function useSignInSettings() {
  const policy = useQuery({ queryKey: POLICY, queryFn: security.policy });
  const known = useQuery({ queryKey: DIRECTORIES, queryFn: directories.list });
  const providers = useQuery({ queryKey: PROVIDERS, queryFn: identity.providers });
  const all = [policy, known, providers];
  return {
    found:
      policy.data && known.data && providers.data
        ? {
            policy: policy.data,
            directories: known.data.directories,
            providers: providers.data.providers,
          }
        : null,
    error: all.find((one) => one.error)?.error ?? null,
    retry: () => void Promise.all(all.filter((one) => one.error).map((one) => one.refetch())),
  };
}
