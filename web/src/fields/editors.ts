/** All editors as one chunk: fetched when the first screen stands, ready before the first key. */
export { AddressEditor } from "./address/Editor";
export { AddressesEditor } from "./addresses/Editor";
export { BooleanEditor } from "./boolean/Editor";
export { ContactsEditor } from "./children/Editor";
export { ChoiceEditor } from "./choice/Editor";
export { DateEditor } from "./date/Editor";
export { DatetimeEditor } from "./datetime/Editor";
export { EmploymentsEditor } from "./employments/Editor";
export { FileEditor } from "./file/Editor";
export { LongtextEditor } from "./longtext/Editor";
export { MoneyEditor } from "./money/Editor";
export { MultichoiceEditor } from "./multichoice/Editor";
export { NumberEditor } from "./number/Editor";
export { PhoneEditor } from "./phone/Editor";
export { ReferenceEditor } from "./reference/Editor";
export { TagsEditor } from "./tags/Editor";
export { TextEditor } from "./text/Editor";
