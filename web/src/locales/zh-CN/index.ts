import common from "./common";
import door from "./door";
import error from "./error";
import field from "./field";
import help from "./help";
import shell from "./shell";

const texts = { common, door, error, field, help, shell };

/** The shape of every language; zh-CN is written first and sets it. */
export type Texts = typeof texts;

export default texts;
