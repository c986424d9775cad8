export default {
  title: "出了點問題",
  network: "連不上伺服器，你輸入的內容還在。",
  offline: "網路斷了",
  retry: "重試",
  reload: "重新載入",
  refusedTitle: "找不到，或者你沒有權限",
  refusedText: "它可能已被刪除，也可能不在你的檢視範圍。\n需要的話，請聯絡管理員。",
  crash: "這個頁面出錯了",
  crashText: "你的資料沒有受影響。重新載入通常就好了。",
  home: "回到今日",
};
