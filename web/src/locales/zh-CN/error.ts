export default {
  title: "出了点问题",
  network: "连不上服务器，你输入的内容还在。",
  offline: "网络断了",
  retry: "重试",
  reload: "重新加载",
  refusedTitle: "没找到，或者你没有权限",
  refusedText: "它可能已被删除，也可能不归你看。\n需要的话，请联系管理员。",
  crash: "这个页面出错了",
  crashText: "你的数据没有受影响。重新加载通常就好了。",
  home: "回到今日",
};
