import { useSyncExternalStore } from "react";

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (notify) => {
      const media = matchMedia(query);
      media.addEventListener("change", notify);
      return () => media.removeEventListener("change", notify);
    },
    () => matchMedia(query).matches,
  );
}

/** Below 760 px: bottom bar, cards, full-screen dialogs. */
export const useIsPhone = () => useMedia("(width < 760px)");

/** Below 1180 px: the right column of a record becomes a tab. */
export const useIsNarrow = () => useMedia("(width < 1180px)");
