export { SchemaProvider, useIndexed, useMe, useModule, useSchema, useSchemaQuery } from "./context";
export { chooseLocale, useLocaleCode } from "./locale";
export {
  can,
  editable,
  fieldsOf,
  groupedModules,
  indexSchema,
  type Module,
  type Schema,
  titleOf,
} from "./module";
