import { Broken, Skeleton } from "@/ui";
import { Directories } from "./Directories";
import { Providers } from "./Providers";
import { SignInPolicy } from "./SignInPolicy";
import { usePeople } from "./usePeople";
import { useSignInSettings } from "./useSignInSettings";

/** How people sign in. All of it appears at once: what came later would push a button away under a finger. */
export function SignInSettings() {
  const { found, error, retry } = useSignInSettings();
  const { people, roles } = usePeople();
  if (found && people.data && roles.length > 0)
    return (
      <>
        <SignInPolicy policy={found.policy} roles={roles} />
        <Directories directories={found.directories} />
        <Providers providers={found.providers} />
      </>
    );
  return error ? <Broken error={error} retry={retry} /> : <Skeleton lines={3} />;
}
