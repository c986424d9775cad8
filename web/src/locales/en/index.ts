import type { Texts } from "../zh-CN";
import common from "./common";
import create from "./create";
import door from "./door";
import error from "./error";
import field from "./field";
import help from "./help";
import list from "./list";
import shell from "./shell";

const texts: Texts = { common, create, door, error, field, help, list, shell };

export default texts;
