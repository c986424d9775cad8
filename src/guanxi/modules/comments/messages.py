"""What people read about comments."""

from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

register_messages(
    {
        "notify_mention": L(
            "{actor}在“{title}”的评论里提到了你",
            "{actor}在「{title}」的留言裡提到了你",
            "{actor} mentioned you in a comment on “{title}”",
        ),
        "notify_mention_hidden": L(
            "{actor}在一条评论里提到了你，但这条记录你现在看不到了",
            "{actor}在一則留言裡提到了你，但這筆記錄你現在看不到了",
            "{actor} mentioned you in a comment on a record that you can no longer see",
        ),
    }
)
