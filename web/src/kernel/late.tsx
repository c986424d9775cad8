import { type ComponentType, lazy, useState } from "react";

/** A part that is fetched when it is first shown; `preload` fetches it ahead. */
export type Late<P> = ComponentType<P> & { preload: () => Promise<unknown> };

/**
 * Like `lazy`, but what has been fetched already is drawn in the same frame: a part that waits, if only for an
 * instant, is held back by React for three tenths of a second.
 */
export function late<P extends object>(load: () => Promise<ComponentType<P>>): Late<P> {
  let here: ComponentType<P> | null = null;
  const fetch = async () => {
    here = await load();
    return here;
  };
  const Waiting = lazy(async () => ({ default: await fetch() }));
  // Made once for each part, when its module is read.
  // biome-ignore lint/correctness/noComponentHookFactories: not made while drawing.
  function Part(props: P) {
    // Chosen once: to change it would begin the part anew.
    const [Chosen] = useState<ComponentType<P>>(() => here ?? (Waiting as unknown as ComponentType<P>));
    return <Chosen {...props} />;
  }
  return Object.assign(Part, { preload: fetch });
}
