"""The declaration of the documents module."""

from guanxi.kernel.i18n import L
from guanxi.modules.documents.models import Document
from guanxi.schema.modules import MODULES, Follows, ModuleDef, Section, StandardView

MODULES.add(
    ModuleDef(
        key="documents",
        label=L("文件", "檔案", "File"),
        plural=L("文件", "檔案", "Files"),
        model=Document,
        icon="paperclip",
        group="sales",
        order=80,
        title_field="name",
        subtitle_fields=("parent", "updated_at"),
        list_columns=("name", "parent", "kind", "size", "created_by", "updated_at"),
        sections=(
            Section("main", L("基本信息", "基本資訊", "Basics"),
                    ("name", "parent", "versions", "kind", "size", "created_by", "created_at", "updated_at")),
        ),
        quick_create=("versions", "parent"),
        features=(),
        follows=Follows("parent", adds="edit", changes="edit"),
        views=(StandardView("mine", L("我上传的", "我上傳的", "Mine"), {"field": "created_by", "op": "is_me"}),),
    )
)  # fmt: skip
