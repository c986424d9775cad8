/** Local memory of this browser; a closed or full storage means only that nothing is remembered. */
export function remember(key: string, value: unknown): void {
  try {
    if (value === undefined || value === null) localStorage.removeItem(`guanxi.${key}`);
    else localStorage.setItem(`guanxi.${key}`, JSON.stringify(value));
  } catch {
    // Private windows refuse; the feature then works without memory.
  }
}

/** What was remembered under this key, or the fallback. */
export function recall<V>(key: string, fallback: V): V {
  try {
    const raw = localStorage.getItem(`guanxi.${key}`);
    return raw === null ? fallback : (JSON.parse(raw) as V);
  } catch {
    return fallback;
  }
}
