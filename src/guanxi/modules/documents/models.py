"""The document: a file under a name, with the versions that it had."""

from django.db import models

from guanxi.kernel.i18n import L
from guanxi.modules.documents.options import KINDS
from guanxi.records.base import Record, record_indexes, sorted_index
from guanxi.schema.fields import declare

MOST_VERSIONS = 50


class Document(Record):
    """A file that belongs to a record. `versions` are its files: the first is the one that counts, the others were."""

    name = declare("text", L("文件名", "檔案名稱", "Name"), required=True, sortable=True, search="company")
    parent = declare("record", L("所属记录", "所屬記錄", "Belongs to"), required=True)
    versions = declare("file", L("版本", "版本", "Versions"), required=True,
                       config={"multiple": True, "most": MOST_VERSIONS, "signed": True})  # fmt: skip
    kind = declare("choice", L("类型", "類型", "Type"), readonly=True, options=KINDS)
    size = declare("number", L("大小", "大小", "Size"), readonly=True, sortable=True, config={"bytes": True})

    class Meta:
        indexes = [
            *record_indexes("document"),
            sorted_index("document", "name_s"),
            models.Index(fields=["parent_module", "parent_id", "-created_at", "-id"], name="document_parent"),
        ]
