import { laterTexts } from "@/kernel/i18n";
import { late } from "@/kernel/late";

/** The box for a comment: few write one first. */
export const CommentBox = late(async () => (await import("./CommentBox")).CommentBox);

/** A look inside a file. */
export const Preview = late(async () => {
  const [part] = await Promise.all([import("./Preview"), laterTexts()]);
  return part.Preview;
});
