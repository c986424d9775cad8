import type { IconName } from "@/ui";

const ICONS: Record<string, IconName> = {
  call: "phone",
  email: "mail",
  meeting: "video",
  visit: "map-pin",
  sms: "message",
  wechat: "brand-wechat",
  note: "note",
  task: "checkbox",
  created: "plus",
  changed: "switch-horizontal",
  restored: "arrow-back-up",
  deleted: "trash",
};

/** The picture of a kind of entry; a kind that a server adds later is a plain message. */
export const kindIcon = (kind: string): IconName => ICONS[kind] ?? "message-circle";

/** What the record went through by itself, as against what people wrote. */
export const SYSTEM_KINDS = ["created", "changed", "restored", "deleted"];
