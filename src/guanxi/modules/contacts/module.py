"""The declaration of the contacts module."""

from guanxi.kernel.i18n import L
from guanxi.modules.contacts.models import Contact
from guanxi.schema.modules import MODULES, ModuleDef, Related, Section, StandardView

MODULES.add(
    ModuleDef(
        key="contacts",
        label=L("联系人", "聯絡人", "Contact"),
        plural=L("联系人", "聯絡人", "Contacts"),
        model=Contact,
        icon="users",
        group="sales",
        order=20,
        title_field="name",
        subtitle_fields=("account", "title"),
        list_columns=(
            "name", "account", "title", "phones", "stage", "expected_amount", "owner", "last_contact_at",
            "next_follow_up",
        ),
        sections=(
            Section("main", L("基本信息", "基本資訊", "Basics"),
                    ("name", "account", "title", "department", "decision_role", "reports_to", "gender", "types",
                     "sub_types", "owner", "tags", "card")),
            Section("reach", L("联系方式", "聯絡方式", "Contact"), ("phones", "emails", "socials", "addresses")),
            Section("lead", L("商机线索", "商機線索", "Lead"),
                    ("stage", "source", "intent", "expected_amount", "first_contact", "next_follow_up",
                     "last_contact_at", "last_contact_summary")),
            Section("person", L("个人偏好", "個人偏好", "Person"),
                    ("birthday", "hobbies", "liked_products", "sensitivity", "description")),
            Section("more", L("更多", "更多", "More"),
                    ("form", "surname", "given_name", "employments", "problems", "other_columns", "external_id")),
        ),
        quick_create=("name", "account", "phones", "title", "stage", "source"),
        related=(
            Related("activities", L("跟进记录", "跟進記錄", "Activities"), "activities", "contact"),
            Related("reports", L("下属", "下屬", "Direct reports"), "contacts", "reports_to"),
        ),
        features=("timeline", "tags", "network"),
        duplicate_keys=("phones", "emails", "external_id"),
        below=("account",),
        stage_field="stage",
        views=(
            StandardView("mine", L("我负责的", "我負責的", "Mine"), {"field": "owner", "op": "is_me"}),
            StandardView("due", L("该跟进的", "該跟進的", "Due for follow-up"),
                         {"any": [{"field": "next_follow_up", "op": "today"},
                                  {"all": [{"field": "next_follow_up", "op": "not_empty"},
                                           {"not": {"field": "next_follow_up", "op": "next_n_days", "value": 3660}}]}]},
                         ("next_follow_up",)),
            StandardView("cold", L("30 天未跟进", "30 天未跟進", "No contact for 30 days"),
                         {"not": {"field": "last_contact_at", "op": "last_n_days", "value": 30}},
                         ("last_contact_at",)),
            StandardView("mend", L("资料待修正", "資料待修正", "To mend"), {"field": "problems", "op": "not_empty"}),
        ),
    )
)  # fmt: skip
