export default {
  title: "搜索",
  placeholder: "姓名、公司、手机、邮箱，拼音或首字母都可以",
  hint: "例如：zs、zhangsan、张三、手机后四位。",
  found: "找到 {{n}} 条",
  nothing: "没有找到“{{words}}”",
  nothingText: "试试少输几个字、拼音首字母，或者手机后四位。",
  inList: "在列表中查看",
};
