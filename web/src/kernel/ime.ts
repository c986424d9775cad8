interface KeyLike {
  keyCode?: number;
  isComposing?: boolean;
  nativeEvent?: { isComposing?: boolean; keyCode?: number };
}

/**
 * True while an input method is choosing characters: that Enter belongs to it.
 * Safari ends the composition before the key event, hence the 229 (WebKit bug 165004).
 */
export function isComposing(event: KeyLike): boolean {
  const native = event.nativeEvent ?? event;
  return Boolean(native.isComposing) || native.keyCode === 229 || event.keyCode === 229;
}

/** True for an Enter that the person meant as 'done'. */
export function isCommitEnter(event: KeyLike & { key: string }): boolean {
  return event.key === "Enter" && !isComposing(event);
}

/** True when typing goes into a text field, so that letter shortcuts must stay silent. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(target.tagName);
}
