"""What people read when a contact is refused."""

from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

register_messages(
    {
        "sub_type_without_type": L(
            "细分类型要与联系人类型对应，请先选上级类型。",
            "細分類型要與聯絡人類型對應，請先選上級類型。",
            "A sub-type needs its contact type. Choose the type first.",
        ),
    }
)
