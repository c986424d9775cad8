"""What people read about accounts and links."""

from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

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
