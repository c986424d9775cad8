export default {
  title: "导出{{name}}",
  titleMany: "导出{{name}} {{n}} 条",
  format: "格式",
  columns: "导出哪些列（已选 {{n}}）",
  ofView: "当前视图的列",
  start: "开始导出",
};
