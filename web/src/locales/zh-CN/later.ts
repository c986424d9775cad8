import audit from "./audit";
import files from "./files";
import imports from "./imports";
import people from "./people";
import print from "./print";
import profile from "./profile";
import search from "./search";
import tags from "./tags";

// Screens that few first pages show: their words come with them.
const texts = {
  files,
  audit,
  imports,
  people,
  print,
  profile,
  search,
  tags,
};

export type LaterTexts = typeof texts;

export default texts;
