export default {
  title: "Export {{name}}",
  titleMany: "Export {{n}} {{name}}",
  format: "Format",
  columns: "Columns ({{n}} chosen)",
  ofView: "Columns of this view",
  start: "Export",
};
