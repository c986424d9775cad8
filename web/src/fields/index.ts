export { addressLine } from "./address";
export { optionOf } from "./choice";
export {
  type EditorProps,
  type FieldKit,
  isEmptyValue,
  type RowLike,
  type ShowProps,
} from "./kit";
export { editorsAhead } from "./lazy";
export { learnName, useRefName } from "./reference/names";
export { usePick, useSettled } from "./reference/usePick";
export { kitOf, textOf } from "./registry";
export { useTags } from "./tags";
