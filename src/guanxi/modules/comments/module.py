"""The declaration of the comments module."""

from guanxi.kernel.i18n import L
from guanxi.modules.comments.models import Comment
from guanxi.schema.modules import MODULES, Follows, ModuleDef, Section, StandardView

MODULES.add(
    ModuleDef(
        key="comments",
        label=L("评论", "留言", "Comment"),
        plural=L("评论", "留言", "Comments"),
        model=Comment,
        icon="message-circle",
        # In no group: comments stand on their records and have no place in the navigation.
        group="",
        order=90,
        title_field="excerpt",
        subtitle_fields=("parent", "created_by", "created_at"),
        list_columns=("excerpt", "parent", "created_by", "created_at"),
        sections=(
            Section("main", L("基本信息", "基本資訊", "Basics"),
                    ("text", "attachments", "parent", "mentions", "created_by", "created_at", "edited_at")),
        ),
        quick_create=("text", "parent"),
        features=(),
        follows=Follows("parent", adds="view"),
        views=(
            StandardView("mine", L("我的", "我的", "Mine"), {"field": "created_by", "op": "is_me"}),
        ),
    )
)  # fmt: skip
