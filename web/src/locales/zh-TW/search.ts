export default {
  title: "搜尋",
  placeholder: "姓名、公司、行動電話、電子郵件，拼音或首字母都可以",
  hint: "例如：zs、zhangsan、張三、電話末四碼。",
  found: "找到 {{n}} 筆",
  nothing: "沒有找到「{{words}}」",
  nothingText: "試試少輸入幾個字、拼音首字母，或者電話末四碼。",
  inList: "在清單中檢視",
};
