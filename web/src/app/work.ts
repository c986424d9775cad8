// What every signed-in screen needs, and the list: one file, so that a first page asks little.
export { Component as ListPage } from "@/records/list/ListPage";
export { SettingsHome } from "./shell/SettingsNav";
export { Component as Shell } from "./shell/Shell";
