import { create } from "zustand";

const useAnnouncement = create<{ text: string }>(() => ({ text: "" }));

/** Says something to screen readers only: saved, moved, so many results. */
export function announce(text: string): void {
  // The same words twice would not be spoken; the blank makes them new.
  useAnnouncement.setState((state) => ({ text: state.text === text ? `${text} ` : text }));
}

/** Where announcements are spoken. Once per page. */
export function LiveRegion() {
  const text = useAnnouncement((state) => state.text);
  return (
    <div className="sr-only" aria-live="polite" role="status">
      {text}
    </div>
  );
}
