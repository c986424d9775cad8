import type { DirectoryForm } from "@/api/directories";

export type DirectoryKind = "openldap" | "active";

type Habits = Pick<
  DirectoryForm,
  "people" | "login_attributes" | "id_attribute" | "name_attribute" | "mail_attribute"
>;

/** How the common servers describe people; each word can be changed. */
export const KINDS: Record<DirectoryKind, Habits> = {
  openldap: {
    people: "(objectClass=inetOrgPerson)",
    login_attributes: ["uid"],
    id_attribute: "entryUUID",
    name_attribute: "cn",
    mail_attribute: "mail",
  },
  active: {
    // Users that are not switched off.
    people: "(&(objectCategory=person)(objectClass=user)(!(userAccountControl:1.2.840.113556.1.4.803:=2)))",
    login_attributes: ["sAMAccountName"],
    id_attribute: "objectGUID",
    name_attribute: "displayName",
    mail_attribute: "mail",
  },
};

/** What a directory gives each entry once and for all. */
export const LASTING = ["entryUUID", "objectGUID", "nsUniqueId", "ipaUniqueID"];

export const NEW_DIRECTORY: DirectoryForm = {
  name: "",
  url: "",
  authority: "",
  bind_name: "",
  secret: "",
  base: "",
  makes_accounts: false,
  roles: [],
  department: null,
  ...KINDS.openldap,
};
