"""What people read about accounts."""

from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

register_messages(
    {
        "bad_cadence": L(
            "请填 1 到 {limit} 天；留空表示不提醒。",
            "請填 1 到 {limit} 天；留空表示不提醒。",
            "Give 1 to {limit} days, or leave it empty for no reminder.",
        ),
        "notify_cadence": L(
            "该联系“{title}”了：已有 {days} 天没有互动",
            "該聯絡「{title}」了：已有 {days} 天沒有互動",
            "Time to contact “{title}”: {days} {days|day|days} without a word",
        ),
        "notify_cadence_many": L(
            "有 {count} 个客户到了该联系的时候",
            "有 {count} 個客戶到了該聯絡的時候",
            "{count} {count|account is|accounts are} due for contact",
        ),
    }
)
