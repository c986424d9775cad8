"""The declaration of the accounts module."""

from guanxi.kernel.i18n import L
from guanxi.modules.accounts.models import Account
from guanxi.schema.modules import MODULES, ModuleDef, Related, Section, StandardView

MODULES.add(
    ModuleDef(
        key="accounts",
        label=L("客户", "客戶", "Account"),
        plural=L("客户", "客戶", "Accounts"),
        model=Account,
        icon="building",
        group="sales",
        order=10,
        title_field="name",
        subtitle_fields=("industry", "phones"),
        list_columns=(
            "name", "stage", "grade", "industry", "phones", "owner", "last_contact_at", "next_follow_up",
        ),
        sections=(
            Section("main", L("基本信息", "基本資訊", "Basics"),
                    ("name", "kinds", "stage", "grade", "industry", "size", "source", "owner", "tags")),
            Section("reach", L("联系方式", "聯絡方式", "Contact"), ("phones", "emails", "website", "fax", "addresses")),
            Section("business", L("工商与经营", "工商與經營", "Business"),
                    ("credit_code", "revenue", "business_type", "products", "description")),
            Section("follow", L("跟进", "跟進", "Follow-up"),
                    ("last_contact_at", "last_contact_summary", "next_follow_up", "other_columns", "external_id")),
        ),
        quick_create=("name", "industry", "phones", "stage", "owner", "tags"),
        related=(
            Related("contacts", L("联系人", "聯絡人", "Contacts"), "contacts", "account"),
            Related("activities", L("跟进记录", "跟進記錄", "Activities"), "activities", "account"),
        ),
        features=("timeline", "tags", "network"),
        duplicate_keys=("name", "credit_code", "phones"),
        stage_field="stage",
        views=(
            StandardView("mine", L("我负责的", "我負責的", "Mine"), {"field": "owner", "op": "is_me"}),
            StandardView("cold", L("30 天未联系", "30 天未聯絡", "No contact for 30 days"),
                         {"not": {"field": "last_contact_at", "op": "last_n_days", "value": 30}},
                         ("last_contact_at",)),
            StandardView("overdue", L("跟进已逾期", "跟進已逾期", "Follow-up overdue"),
                         {"all": [{"field": "next_follow_up", "op": "not_empty"},
                                  {"not": {"field": "next_follow_up", "op": "next_n_days", "value": 3660}}]},
                         ("next_follow_up",)),
        ),
    )
)  # fmt: skip
