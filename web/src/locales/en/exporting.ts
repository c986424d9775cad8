export default {
  title: "Export {{name}}",
  titleMany: "Export {{name}} ({{n}})",
  format: "Format",
  columns: "Columns ({{n}} chosen)",
  ofView: "Columns of this view",
  start: "Export",
};
