"""What a browser calls itself, in words that a person recognises."""

# The first that fits: what is built on another browser names that one, too.
_BROWSERS = (
    ("wxwork", "企业微信 WeCom"), ("micromessenger", "微信 WeChat"), ("dingtalk", "钉钉 DingTalk"), ("edg", "Edge"),
    ("opr/", "Opera"), ("qqbrowser", "QQ Browser"), ("huaweibrowser", "Huawei Browser"), ("miuibrowser", "Mi Browser"),
    ("ucbrowser", "UC"), ("samsungbrowser", "Samsung Internet"), ("firefox", "Firefox"), ("fxios", "Firefox"),
    ("crios", "Chrome"), ("chrome", "Chrome"), ("safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iphone", "iPhone"), ("ipad", "iPad"), ("harmonyos", "HarmonyOS"), ("openharmony", "HarmonyOS"),
    ("android", "Android"), ("windows", "Windows"), ("mac os", "macOS"), ("cros", "ChromeOS"), ("linux", "Linux"),
)  # fmt: skip


def described(user_agent: str) -> str:
    """Browser and system, as `Chrome · Windows`; empty when neither is known."""
    text = user_agent.lower()
    browser = next((name for mark, name in _BROWSERS if mark in text), "")
    system = next((name for mark, name in _SYSTEMS if mark in text), "")
    return " · ".join(part for part in (browser, system) if part)


def is_phone(user_agent: str) -> bool:
    """Whether it is a phone or a tablet."""
    return any(mark in user_agent.lower() for mark in ("mobile", "android", "iphone", "ipad"))
