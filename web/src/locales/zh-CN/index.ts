import common from "./common";
import create from "./create";
import door from "./door";
import error from "./error";
import exporting from "./exporting";
import field from "./field";
import help from "./help";
import imports from "./imports";
import list from "./list";
import palette from "./palette";
import people from "./people";
import profile from "./profile";
import record from "./record";
import search from "./search";
import shell from "./shell";
import tags from "./tags";
import timeline from "./timeline";
import today from "./today";

const texts = {
  common,
  create,
  door,
  error,
  field,
  help,
  list,
  palette,
  people,
  profile,
  shell,
  today,
  record,
  timeline,
  imports,
  exporting,
  search,
  tags,
};

/** The shape of every language; zh-CN is written first and sets it. */
export type Texts = typeof texts;

export default texts;
