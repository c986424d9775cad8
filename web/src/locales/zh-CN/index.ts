import common from "./common";
import create from "./create";
import door from "./door";
import error from "./error";
import field from "./field";
import help from "./help";
import list from "./list";
import shell from "./shell";

const texts = { common, create, door, error, field, help, list, shell };

/** The shape of every language; zh-CN is written first and sets it. */
export type Texts = typeof texts;

export default texts;
