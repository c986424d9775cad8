"""What people read about the company's directory."""

from guanxi.kernel.i18n import L

MESSAGES = {
    "directory_address": L(
        "地址应为 ldaps://主机名，或 ldap://主机名（自动加密）。",
        "位址應為 ldaps://主機名稱，或 ldap://主機名稱（自動加密）。",
        "The address is ldaps://host, or ldap://host (then encrypted by STARTTLS).",
    ),
    "directory_unreachable": L(
        "连不上目录服务器：请检查地址和端口，内网服务器还要由运维用 GUANXI_ALLOW_PRIVATE 放行。",
        "連不上目錄伺服器：請檢查位址和連接埠，內網伺服器還要由維運人員用 GUANXI_ALLOW_PRIVATE 放行。",
        "The directory cannot be reached. Check address and port; one in a private network must also be allowed by the "
        "operator (GUANXI_ALLOW_PRIVATE).",
    ),
    "directory_certificate": L(
        "目录服务器的证书不可信，或与主机名不符。如果是公司自己签发的，请填写 CA 证书。",
        "目錄伺服器的憑證不受信任，或與主機名稱不符。如果是公司自行簽發的，請填寫 CA 憑證。",
        "The directory's certificate is not trusted or not for this host name. If your company issues its own, give the "
        "CA certificate.",
    ),
    "directory_tls": L(
        "目录服务器没有加密连接，未发送任何密码。请让它支持 TLS。",
        "目錄伺服器沒有加密連線，未傳送任何密碼。請讓它支援 TLS。",
        "The directory does not encrypt the connection; no password was sent. Make it offer TLS.",
    ),
    "directory_refused": L(
        "目录服务器不接受查询账号或它的密码。",
        "目錄伺服器不接受查詢帳號或它的密碼。",
        "The directory does not accept the query account or its password.",
    ),
    "directory_base": L(
        "目录里没有这个起始位置（Base DN），请检查。",
        "目錄裡沒有這個起始位置（Base DN），請檢查。",
        "There is no such place in the directory (base DN).",
    ),
    "directory_answer": L(
        "目录服务器的答复看不懂，请检查过滤条件和属性名。",
        "無法理解目錄伺服器的答覆，請檢查篩選條件和屬性名稱。",
        "The directory's answer makes no sense. Check the filter and the names of attributes.",
    ),
    "directory_filter": L(
        "过滤条件写得不对，例如：(objectClass=inetOrgPerson)",
        "篩選條件寫得不對，例如：(objectClass=inetOrgPerson)",
        "That is no filter. For example: (objectClass=inetOrgPerson)",
    ),
    "directory_attribute": L(
        "属性名只能用字母、数字和连字符，例如：uid",
        "屬性名稱只能用字母、數字和連字號，例如：uid",
        "An attribute's name has letters, digits and hyphens, for example uid.",
    ),
    "directory_authority": L(
        "这不是 PEM 格式的证书。",
        "這不是 PEM 格式的憑證。",
        "That is no certificate in PEM.",
    ),
    "directory_secret_needed": L(
        "地址或查询账号变了，请重新填写密码。",
        "位址或查詢帳號變了，請重新填寫密碼。",
        "The address or the query account is another: give the password again.",
    ),
    "directory_roles": L(
        "自动建账号时要指定角色。",
        "自動建立帳號時要指定角色。",
        "Say which roles the new accounts have.",
    ),
    "directory_person_gone": L(
        "目录里找不到其中的人了，请重新搜索。",
        "目錄裡找不到其中的人了，請重新搜尋。",
        "Somebody of these is no longer in the directory. Search again.",
    ),
    "directory_login_unusable": L(
        "登录名“{value}”不能用，或已是别人的。如果是同一个人，请本人在“登录与安全”里关联目录账号。",
        "登入名稱「{value}」不能用，或已是別人的。如果是同一個人，請本人在「登入與安全」裡連結目錄帳號。",
        "The login name “{value}” cannot be used, or is somebody's already. If it is the same person, they link the "
        "directory themselves under Sign-in and security.",
    ),
    "directory_mismatch": L(
        "目录里的用户名或密码不对。",
        "目錄裡的使用者名稱或密碼不對。",
        "The username or the password is not right there.",
    ),
    "person_of_directory": L(
        "这位同事用公司目录的密码登录，这里没有密码。",
        "這位同事用公司目錄的密碼登入，這裡沒有密碼。",
        "This person signs in with the password of the company's directory and has none here.",
    ),
    "last_way_in": L(
        "这是你唯一的登录方式，取消关联后就进不来了。",
        "這是你唯一的登入方式，取消連結後就進不來了。",
        "This is your only way in. Without it you could not sign in any more.",
    ),
}
