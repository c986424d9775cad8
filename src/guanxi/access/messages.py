"""What people read about accounts and links."""

from guanxi.access.ldap_messages import MESSAGES
from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

register_messages(MESSAGES)
register_messages(
    {
        "setup_done": L(
            "系统已经设置过了，请登录。",
            "系統已經設定過了，請登入。",
            "This installation is set up already. Sign in.",
        ),
        "link_invalid": L(
            "链接无效或已过期，请重新索取。",
            "連結無效或已過期，請重新索取。",
            "The link is not valid or has expired. Ask for a new one.",
        ),
        "step_up_required": L(
            "这一步很重要，请再次证明是你本人。",
            "這一步很重要，請再次證明是你本人。",
            "This matters: prove once more that it is you.",
        ),
        "second_factor_required": L(
            "公司要求两步验证，请先设置。",
            "公司要求兩步驟驗證，請先設定。",
            "Your company asks for a second factor. Set one up first.",
        ),
        "not_by_token": L(
            "令牌不能做这件事，请在浏览器里登录后操作。",
            "權杖不能做這件事，請在瀏覽器登入後操作。",
            "A token cannot do this. Sign in with a browser.",
        ),
        "scope_missing": L(
            "这个令牌没有“{scope}”权限范围。",
            "這個權杖沒有「{scope}」權限範圍。",
            "This token lacks the scope “{scope}”.",
        ),
        "unknown_scope": L(
            "权限范围只能是 read、write、export、admin。",
            "權限範圍只能是 read、write、export、admin。",
            "Scopes are read, write, export and admin.",
        ),
        "token_days": L(
            "有效期为 1 到 {most} 天。", "有效期為 1 到 {most} 天。", "A token lasts from 1 to {most} days."
        ),
        "too_many_tokens": L(
            "最多 {most} 个令牌，先撤销不用的。",
            "最多 {most} 個權杖，先撤銷不用的。",
            "At most {most} tokens. Revoke one that is not in use.",
        ),
        "provider_unreachable": L(
            "连不上身份提供方，请检查地址。",
            "連不上身分提供者，請檢查網址。",
            "The identity provider cannot be reached. Check its address.",
        ),
        "provider_wrong": L(
            "身份提供方的答复不对，没有登录。",
            "身分提供者的答覆不正確，沒有登入。",
            "The identity provider's answer is not right. You are not signed in.",
        ),
        "provider_taken": L(
            "这个身份提供方已经添加过了。",
            "這個身分提供者已經新增過了。",
            "This identity provider is there already.",
        ),
        "identity_unknown": L(
            "这个身份还没有关联账号。请先用密码登录，再到“登录与安全”里关联。",
            "這個身分還沒有連結帳號。請先用密碼登入，再到「登入與安全」連結。",
            "That identity is linked to no account. Sign in with your password and link it first.",
        ),
        "identity_taken": L(
            "这个身份已经关联了另一个账号。",
            "這個身分已經連結了另一個帳號。",
            "That identity is linked to another account.",
        ),
        "attempt_over": L(
            "登录已过期，请重新开始。", "登入已過期，請重新開始。", "That took too long. Begin again."
        ),
        "already_joined": L(
            "这位同事已经加入了，不再需要链接。",
            "這位同事已經加入了，不再需要連結。",
            "This person has joined already and needs no link.",
        ),
        "person_inactive": L(
            "这位同事已停用，先允许登录，再生成链接。",
            "這位同事已停用，先允許登入，再產生連結。",
            "This person may not sign in. Allow it first, then make the link.",
        ),
        "username_taken": L(
            "登录名已被使用，换一个试试。",
            "登入名稱已被使用，請換一個。",
            "That login name is taken. Choose another.",
        ),
        "password_weak": L(
            "密码太弱：至少 10 个字符，不要用常见密码或你的名字。",
            "密碼太弱：至少 10 個字元，不要用常見密碼或你的名字。",
            "The password is too weak: at least 10 characters, not a common one and not your name.",
        ),
        "last_administrator": L(
            "至少要保留一位管理员。", "至少要保留一位管理員。", "At least one administrator must remain."
        ),
        "unknown_role": L(
            "没有“{value}”这个角色。", "沒有「{value}」這個角色。", "There is no role “{value}”."
        ),
        "unknown_holder": L(
            "没有“{value}”这个人、团队或部门。",
            "沒有「{value}」這個人、團隊或部門。",
            "There is no person, team or department “{value}”.",
        ),
        "rule_module_gone": L(
            "“{name}”这个模块已不存在，请另选一个，或删除这条规则。",
            "「{name}」這個模組已不存在，請另選一個，或刪除這條規則。",
            "The module “{name}” no longer exists. Choose another, or delete the rule.",
        ),
        "holder_gone": L(
            "规则给的{kind}已不存在，请另选。",
            "規則給的{kind}已不存在，請另選。",
            "The {kind} that the rule is for no longer exists. Choose another.",
        ),
        "role_changed": L(
            "这个角色刚被别人改过，请重新打开再改。",
            "這個角色剛被別人改過，請重新開啟再改。",
            "Somebody else has just changed this role. Open it again, then change it.",
        ),
        "shipped_role": L(
            "系统自带的角色不能改名或删除。",
            "系統內建的角色不能改名或刪除。",
            "A role that ships with the system cannot be renamed or deleted.",
        ),
        "fixed_role": L(
            "管理员角色固定不变，只能逐个指定给成员。",
            "管理員角色固定不變，只能逐一指定給成員。",
            "The administrator role is fixed, and is given to people one by one.",
        ),
        "role_held": L(
            "还有成员或岗位在用这个角色，先换掉再删除。",
            "還有成員或職務在用這個角色，先換掉再刪除。",
            "People or posts still have this role. Give them another first.",
        ),
        "post_held": L(
            "还有成员在这个岗位上，先调整再删除。",
            "還有成員在這個職務上，先調整再刪除。",
            "People still hold this post. Move them first.",
        ),
        "name_taken": L("这个名称已经有了。", "這個名稱已經有了。", "That name is taken."),
        "unknown_right": L("不认识的权限：{value}", "不認識的權限：{value}", "Unknown right: {value}"),
        "condition_missing": L(
            "“{label}”选了“按条件”，还要填写条件。",
            "「{label}」選了「按條件」，還要填寫條件。",
            "“{label}” has the scope “by criteria”: say which.",
        ),
        "too_many_rules": L(
            "共享规则最多 {limit} 条。", "共享規則最多 {limit} 條。", "At most {limit} sharing rules."
        ),
        "unknown_post": L("没有这个岗位。", "沒有這個職務。", "There is no such post."),
        "unknown_manager": L("没有这位上级。", "沒有這位主管。", "There is no such manager."),
        "manager_loop": L(
            "上级不能是本人或本人的下属。",
            "主管不能是本人或本人的下屬。",
            "A manager cannot be the person, nor somebody below them.",
        ),
        "reveal_quota": L(
            "今天查看完整信息的次数（{limit} 次）已用完，明天 0 点恢复；等不及请联系管理员：{whom}。",
            "今天檢視完整資訊的次數（{limit} 次）已用完，明天 0 點恢復；等不及請聯絡管理員：{whom}。",
            "You have revealed {limit} values today, which is the limit. It begins anew at midnight; until then ask an "
            "administrator: {whom}.",
        ),
        "export_quota": L(
            "每天最多导出 {limit} 行，今天还剩 {left} 行，这次要 {wanted} 行。明天 0 点恢复；等不及请联系管理员：{whom}。",
            "每天最多匯出 {limit} 列，今天還剩 {left} 列，這次要 {wanted} 列。明天 0 點恢復；等不及請聯絡管理員：{whom}。",
            "You may export {limit} rows a day; {left} are left today, and this needs {wanted}. It begins anew at "
            "midnight; until then ask an administrator: {whom}.",
        ),
        "number_out_of_range": L(
            "请填 {least} 到 {most} 之间的整数，不限就留空。",
            "請填 {least} 到 {most} 之間的整數，不限就留空。",
            "Give a whole number from {least} to {most}, or leave it empty for none.",
        ),
        "contact_reads_no_audit": L(
            "这位成员没有查看审计日志的权限，收到提醒也打不开，请换一位。",
            "這位成員沒有檢視稽核記錄的權限，收到提醒也打不開，請換一位。",
            "This person may not read the audit and could not follow the notice. Choose another.",
        ),
        "unknown_department": L("没有这个部门。", "沒有這個部門。", "There is no such department."),
        "department_too_deep": L(
            "部门层级太多了。", "部門層級太多了。", "There are too many levels of departments."
        ),
        "department_loop": L(
            "部门不能放到自己的下级里。",
            "部門不能放到自己的下級裡。",
            "A department cannot stand below itself.",
        ),
    }
)
