import { late } from "@/kernel/late";

// What floats at an element is drawn by the kit, and no first page shows any of it: it comes afterwards.
const kit = () => import("./kitFloat");

export const Float = late(async () => (await kit()).Float);
export const Tip = late(async () => (await kit()).Tip);

/** Fetches them ahead of the first click. */
export const preloadFloats = () => Promise.all([Float.preload(), Tip.preload()]);
