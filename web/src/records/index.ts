export { openCreate } from "./create/state";
export {
  paintRecord,
  type RecordChange,
  refreshModule,
  restoreRecord,
  useChangeRecord,
  useRemoveRecord,
} from "./data/mutations";
export { usePref } from "./data/prefs";
export { keys, type RecordList, useQueryRecords, useRecord } from "./data/queries";
export { useViewDeeds, useViews } from "./data/views";
