import audit from "./audit";
import files from "./files";
import handover from "./handover";
import imports from "./imports";
import leaving from "./leaving";
import people from "./people";
import print from "./print";
import profile from "./profile";
import proof from "./proof";
import rights from "./rights";
import rules from "./rules";
import search from "./search";
import security from "./security";
import sharing from "./sharing";
import sight from "./sight";
import structure from "./structure";
import tags from "./tags";

// Screens that few first pages show: their words come with them.
const texts = {
  files,
  audit,
  handover,
  imports,
  leaving,
  people,
  print,
  profile,
  proof,
  rights,
  rules,
  search,
  security,
  sharing,
  sight,
  structure,
  tags,
};

export type LaterTexts = typeof texts;

export default texts;
