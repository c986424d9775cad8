import { late } from "@/kernel/late";

/** The box for a comment: few write one first. */
export const CommentBox = late(async () => (await import("./CommentBox")).CommentBox);
