export default {
  title: "Search",
  placeholder: "Name, company, mobile, e-mail; pinyin and initials work too",
  hint: "For example: zs, zhangsan, 张三, the last four digits of a mobile.",
  found: "{{n}} found",
  nothing: "Nothing found for “{{words}}”",
  nothingText: "Try fewer characters, pinyin initials, or the last four digits of the mobile.",
  inList: "Show in the list",
};
