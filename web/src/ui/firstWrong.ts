/**
 * Brings the first refused field inside `form` before the eyes and puts the cursor in it: a form may be longer than
 * the screen. Does nothing where no field was refused.
 */
export function toFirstWrong(form: ParentNode | null): void {
  const field = form?.querySelector("[data-invalid]");
  field?.scrollIntoView({ block: "center" });
  field?.querySelector<HTMLElement>("input, textarea")?.focus({ preventScroll: true });
}

/** The dialog that is open, for forms that stand in one. */
export function openDialog(): ParentNode | null {
  return document.querySelector("[role=dialog]");
}
