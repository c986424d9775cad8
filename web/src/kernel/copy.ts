/** Puts words on the clipboard; false when the browser lets nobody, so that they can be copied by hand. */
export async function copyText(words: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    // Over plain HTTP, as within an office, there is no such clipboard; the old way still works there.
    return copyTheOldWay(words);
  }
}

function copyTheOldWay(words: string): boolean {
  const before = document.activeElement;
  const box = document.createElement("textarea");
  box.value = words;
  box.style.cssText = "position:fixed;opacity:0";
  // Beside what has the focus, because a dialog keeps the focus inside.
  (before?.parentElement ?? document.body).append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
