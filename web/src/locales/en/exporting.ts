export default {
  title: "Export {{name}}",
  titleMany: "Export {{n}} {{name}}",
  format: "Format",
  columns: "Columns ({{n}} chosen)",
  ofView: "Columns of this view",
  start: "Export",
  note: "The file is made in the background; you will be told when it is ready. What you may not see is not in it.",
};
