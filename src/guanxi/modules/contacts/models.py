"""The contact: a person (or an organisation) in any relation to ours, and where the person works."""

from django.db import models

from guanxi.kernel.i18n import L
from guanxi.modules.contacts import employments, options
from guanxi.modules.contacts.employment_models import Employment
from guanxi.records.base import Record, owned_index, record_indexes, sorted_index
from guanxi.schema.fields import declare


class Contact(Record):
    """A person; `account`, `title`, `department` and `decision_role` are those of the main employment."""

    name = declare(
        "text",
        L("姓名", "姓名", "Name"),
        required=True,
        sortable=True,
        search="name",
        personal=True,
        tells=("surname", "given_name"),
    )
    form = declare("choice", L("形态", "形態", "Form"), options=options.FORMS, default="person")
    surname = declare("text", L("姓", "姓", "Surname"), personal=True, tells=("name",))
    given_name = declare("text", L("名", "名", "Given name"), personal=True, tells=("name",))
    gender = declare("choice", L("性别", "性別", "Gender"), options=options.GENDERS, personal=True)
    types = declare("multichoice", L("联系人类型", "聯絡人類型", "Contact types"), options=options.TYPES)
    sub_types = declare("multichoice", L("细分类型", "細分類型", "Sub-types"), options=options.SUB_TYPES,
                        config={"depends_on": "types"}, tells=("types",))  # fmt: skip
    account = declare("lookup", L("公司", "公司", "Company"), target="accounts", search="company",
                      config={"model": "accounts.Account"})  # fmt: skip
    title = declare("text", L("职务", "職稱", "Title"), sortable=True, search="text")
    department = declare("text", L("部门", "部門", "Department"), sortable=True)
    decision_role = declare(
        "choice", L("决策角色", "決策角色", "Decision role"), options=options.DECISION_ROLES
    )
    employments = declare(
        "employments",
        L("任职", "任職", "Employments"),
        target="accounts",
        config={"quiet": True},
        tells=("account", "title", "department", "decision_role"),
    )
    reports_to = declare("lookup", L("上级", "上級", "Reports to"), target="contacts",
                         config={"model": "contacts.Contact"})  # fmt: skip
    phones = declare("phones", L("电话", "電話", "Phones"), personal=True)
    emails = declare("emails", L("邮箱", "電子郵件", "E-mails"), personal=True)
    socials = declare("socials", L("社交账号", "社群帳號", "Social accounts"), personal=True)
    addresses = declare("addresses", L("地址", "地址", "Addresses"), personal=True)
    stage = declare("choice", L("线索阶段", "線索階段", "Lead stage"), options=options.STAGES)
    source = declare("choice", L("来源", "來源", "Source"), options=options.SOURCES)
    intent = declare("choice", L("合作意向", "合作意向", "Intent"), options=options.INTENTS)
    expected_amount = declare("money", L("预计金额", "預計金額", "Expected amount"), sortable=True)
    first_contact = declare("date", L("首次接触日期", "首次接觸日期", "First contact"), sortable=True)
    birthday = declare("date", L("生日", "生日", "Birthday"), personal=True, config={"yearly": True})
    hobbies = declare("text", L("爱好", "愛好", "Hobbies"), personal=True)
    liked_products = declare("text", L("偏好产品", "偏好產品", "Products liked"))
    sensitivity = declare("multichoice", L("敏感点", "敏感點", "Sensitive to"), options=options.SENSITIVITY)
    tags = declare("tags", L("标签", "標籤", "Tags"))
    card = declare(
        "file", L("名片", "名片", "Business card"), config={"multiple": True, "most": 4}, personal=True
    )
    description = declare("longtext", L("备注", "備註", "Notes"), search="long")
    problems = declare("json", L("待修正", "待修正", "Problems to mend"), readonly=True, tells=("*",))
    last_contact_at = declare("datetime", L("最近联系", "最近聯絡", "Last contact"), readonly=True, sortable=True,
                              tells=("activities.at",))  # fmt: skip
    last_contact_summary = declare(
        "text",
        L("最近联系摘要", "最近聯絡摘要", "Last contact summary"),
        readonly=True,
        tells=("activities.subject", "activities.content"),
    )
    next_follow_up = declare("datetime", L("下次跟进", "下次跟進", "Next follow-up"), sortable=True,
                             tells=("activities.next_follow_up",))  # fmt: skip

    class Meta:
        indexes = [
            *record_indexes("contact", "account", "stage", "source"),
            sorted_index("contact", "name_s"),
            owned_index("contact", "name_s"),
            sorted_index("contact", "last_contact_at"),
            sorted_index("contact", "next_follow_up"),
            models.Index(fields=["birthday_md"], name="contact_birthday", condition=~models.Q(birthday_md="")),
        ]  # fmt: skip


# Imported for its field type, which must stand on its shelf before Contact declares it.
__all__ = ["Contact", "Employment", "employments"]
