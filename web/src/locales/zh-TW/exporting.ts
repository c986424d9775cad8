export default {
  title: "匯出{{name}}",
  titleMany: "匯出{{name}} {{n}} 筆",
  format: "格式",
  columns: "匯出哪些欄位（已選 {{n}}）",
  ofView: "目前檢視的欄位",
  start: "開始匯出",
};
