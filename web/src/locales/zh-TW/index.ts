import type { Texts } from "../zh-CN";
import common from "./common";
import door from "./door";
import error from "./error";
import field from "./field";
import help from "./help";
import shell from "./shell";

const texts: Texts = { common, door, error, field, help, shell };

export default texts;
