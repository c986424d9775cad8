import common from "./common";
import create from "./create";
import door from "./door";
import error from "./error";
import exporting from "./exporting";
import field from "./field";
import help from "./help";
import list from "./list";
import palette from "./palette";
import record from "./record";
import shell from "./shell";
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
  shell,
  today,
  record,
  timeline,
  exporting,
};

/** The shape of every language; zh-CN is written first and sets it. */
export type FirstTexts = typeof texts;

export default texts;
