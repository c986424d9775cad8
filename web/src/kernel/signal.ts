/** A typed event with subscribers; the smallest thing that lets a lower floor speak to a higher one. */
export interface Signal<T> {
  emit: (value: T) => void;
  on: (listener: (value: T) => void) => () => void;
}

export function signal<T>(): Signal<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    emit: (value) => {
      for (const listener of [...listeners]) listener(value);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
