"""The comment: what somebody who works here says about a record to the others."""

from django.db import models

from guanxi.kernel.i18n import L
from guanxi.records.base import Record, record_indexes
from guanxi.schema.fields import declare

MOST_ATTACHED = 10


class Comment(Record):
    """A comment on a record, in plain text; a mention tells people about it and gives them no right."""

    excerpt = declare("text", L("摘要", "摘要", "Excerpt"), readonly=True)
    text = declare("longtext", L("评论", "留言", "Comment"), required=True, search="long")
    parent = declare("record", L("所属记录", "所屬記錄", "Belongs to"), required=True)
    mentions = declare("people", L("提到的人", "提到的人", "Mentions"))
    attachments = declare(
        "file", L("附件", "附件", "Attachments"), config={"multiple": True, "most": MOST_ATTACHED}
    )
    edited_at = declare("datetime", L("修改时间", "修改時間", "Edited"), readonly=True)

    class Meta:
        indexes = [
            *record_indexes("comment"),
            models.Index(fields=["parent_module", "parent_id", "-created_at", "-id"], name="comment_parent"),
        ]
