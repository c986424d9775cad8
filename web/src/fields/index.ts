export { addressLine } from "./address";
export { optionOf } from "./choice";
export {
  type EditorProps,
  editorChunk,
  type FieldKit,
  isEmptyValue,
  type RowLike,
  type ShowProps,
} from "./kit";
export { learnName, useRefName } from "./reference/names";
export { usePick, useSettled } from "./reference/usePick";
export { kitOf, textOf } from "./registry";
export { useTags } from "./tags";
