"""What the audit's own words are called: acts, what they are about that is no record, where they come from, their details."""

from guanxi.kernel.i18n import L

VERBS = {
    "create": L("新建", "新增", "Created"),
    "edit": L("修改", "修改", "Changed"),
    "delete": L("删除", "刪除", "Deleted"),
    "restore": L("恢复", "還原", "Restored"),
    "merge": L("合并", "合併", "Merged"),
    "bulk": L("批量操作", "批次操作", "Bulk action"),
    "import": L("导入", "匯入", "Import"),
    "open": L("查看", "檢視", "Opened"),
    "search": L("搜索", "搜尋", "Searched"),
    "reveal": L("显示隐藏内容", "顯示隱藏內容", "Revealed"),
    "export": L("导出", "匯出", "Exported"),
    "exported": L("导出文件已生成", "匯出檔案已產生", "Export file made"),
    "download": L("下载", "下載", "Downloaded"),
    "login": L("登录", "登入", "Signed in"),
    "logout": L("退出", "登出", "Signed out"),
    "login_failed": L("登录失败", "登入失敗", "Failed sign-in"),
    "refused": L("被拒绝", "被拒絕", "Refused"),
    "refused_more": L("更多被拒绝的请求", "更多被拒絕的請求", "More refused requests"),
    "lost": L("未能记录的访问", "未能記錄的存取", "Accesses not recorded"),
    "setup": L("初始设置", "初始設定", "Set up"),
    "invite": L("邀请", "邀請", "Invited"),
    "join": L("加入", "加入", "Joined"),
    "withdraw": L("撤回邀请", "撤回邀請", "Invitation withdrawn"),
    "password": L("设置新密码", "設定新密碼", "New password"),
    "password_link": L("生成重置密码链接", "產生重設密碼連結", "Password link"),
    "share": L("共享", "共用", "Shared"),
    "unshare": L("取消共享", "取消共用", "Share withdrawn"),
    "reset": L("恢复默认", "還原預設", "Reset"),
    "sessions_ended": L("结束登录会话", "結束登入工作階段", "Sessions ended"),
    "second_factors_removed": L("移除两步验证", "移除兩步驟驗證", "Second factors removed"),
    "sign_in_policy": L("登录要求变更", "登入要求變更", "Sign-in policy"),
    "token_made": L("新建令牌", "新增權杖", "Token made"),
    "token_revoked": L("撤销令牌", "撤銷權杖", "Token revoked"),
    "deactivate": L("停用", "停用", "Deactivated"),
    "erase": L("清除记录内容", "清除記錄內容", "Values erased"),
    "accept_restore": L("确认数据库恢复", "確認資料庫還原", "Restore accepted"),
}
# What the screen asks for at once; the writes are not looked for by what they are (there are too many).
WRITES = ("create", "edit", "delete", "restore", "merge", "bulk", "import")
GROUPS = {
    "write": WRITES,
    "read": ("open", "search", "reveal"),
    "out": ("export", "exported", "download"),
    "access": (
        "login",
        "logout",
        "login_failed",
        "refused",
        "refused_more",
        "password",
        "password_link",
        "sessions_ended",
        "second_factors_removed",
        "sign_in_policy",
        "token_made",
        "token_revoked",
        "share",
        "unshare",
    ),
}
THINGS = {
    "users": L("成员", "成員", "People"),
    "departments": L("部门", "部門", "Departments"),
    "roles": L("角色", "角色", "Roles"),
    "posts": L("岗位", "職位", "Posts"),
    "teams": L("小组", "小組", "Teams"),
    "sharing_rules": L("共享规则", "共用規則", "Sharing rules"),
    "tags": L("标签", "標籤", "Tags"),
    "cadences": L("跟进周期", "跟進週期", "Follow-up rhythm"),
    "imports": L("导入", "匯入", "Imports"),
    "audit": L("审计", "稽核", "Audit"),
}
ORIGINS = {
    "web": L("网页", "網頁", "Web"),
    "api": L("接口", "API", "API"),
    "import": L("导入", "匯入", "Import"),
    "undo": L("撤销导入", "復原匯入", "Import undone"),
    "bulk": L("批量操作", "批次操作", "Bulk action"),
    "export": L("导出", "匯出", "Export"),
    "cli": L("命令行", "命令列", "Command line"),
    "system": L("系统", "系統", "System"),
}
DETAILS = {
    "search": L("搜索内容", "搜尋內容", "Searched for"),
    "criteria": L("筛选条件", "篩選條件", "Conditions"),
    "fields": L("字段", "欄位", "Fields"),
    "columns": L("列", "欄", "Columns"),
    "count": L("数量", "數量", "Number"),
    "found": L("找到", "找到", "Found"),
    "format": L("格式", "格式", "Format"),
    "file": L("文件", "檔案", "File"),
    "verb": L("操作", "操作", "Action"),
    "login": L("登录名", "登入名稱", "Login name"),
    "path": L("请求", "請求", "Request"),
    "status": L("结果", "結果", "Answer"),
    "code": L("原因", "原因", "Reason"),
    "roles": L("角色", "角色", "Roles"),
    "label": L("名称", "名稱", "Name"),
    "name": L("名称", "名稱", "Name"),
    "step": L("步骤", "步驟", "Step"),
    "module": L("模块", "模組", "Module"),
    "reason": L("说明", "說明", "Reason given"),
    "person": L("成员", "成員", "Person"),
    "since": L("起", "起", "From"),
    "until": L("止", "止", "To"),
    "group": L("类型", "類型", "Kind"),
}
HEADERS = (
    L("时间", "時間", "Time"),
    L("人员", "人員", "Person"),
    L("操作", "操作", "Act"),
    L("模块", "模組", "Module"),
    L("记录", "記錄", "Record"),
    L("内容", "內容", "Details"),
    L("来源", "來源", "From"),
    L("地址", "位址", "Address"),
)


def word(words: dict[str, L], key: str, locale: str) -> str:
    """The word for a key; the key itself for one that nobody named."""
    found = words.get(key)
    return found.get(locale) if found else key
