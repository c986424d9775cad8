"""The account: a company or another organisation, in any relation to ours."""

from django.db import models

from guanxi.kernel.i18n import L
from guanxi.modules.accounts.cadence_models import Cadence
from guanxi.modules.accounts.options import GRADES, INDUSTRIES, KINDS, LIFE_STAGES, SIZES
from guanxi.records.base import Record, owned_index, record_indexes, sorted_index
from guanxi.schema.fields import declare


class Account(Record):
    """A company; people stand with it by their employments."""

    name = declare(
        "text", L("客户名称", "客戶名稱", "Account name"), required=True, sortable=True, search="company"
    )
    kinds = declare("multichoice", L("关系类型", "關係類型", "Relationship"), options=KINDS)
    industry = declare("choice", L("行业", "產業", "Industry"), options=INDUSTRIES)
    size = declare("choice", L("人员规模", "人員規模", "Employees"), options=SIZES)
    revenue = declare("money", L("年营业额", "年營業額", "Annual revenue"), sortable=True)
    products = declare("text", L("主营产品", "主要產品", "Main products"), search="text")
    business_type = declare("text", L("业务类型", "業務類型", "Business type"))
    stage = declare("choice", L("客户阶段", "客戶階段", "Life-cycle stage"), options=LIFE_STAGES)
    grade = declare("choice", L("客户级别", "客戶等級", "Grade"), options=GRADES)
    phones = declare("phones", L("电话", "電話", "Phones"))
    emails = declare("emails", L("邮箱", "電子郵件", "E-mails"))
    fax = declare("phone", L("传真", "傳真", "Fax"))
    website = declare("url", L("网址", "網址", "Website"))
    addresses = declare("addresses", L("地址", "地址", "Addresses"))
    credit_code = declare(
        "text", L("统一社会信用代码", "統一社會信用代碼", "Credit code"), unique=True, search="code"
    )
    source = declare("text", L("来源", "來源", "Source"))
    tags = declare("tags", L("标签", "標籤", "Tags"))
    description = declare("longtext", L("备注", "備註", "Notes"), search="long")
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
            *record_indexes("account", "industry", "stage"),
            sorted_index("account", "name_s"),
            owned_index("account", "name_s"),
            sorted_index("account", "last_contact_at"),
            sorted_index("account", "next_follow_up"),
            models.Index(fields=["name_n"], name="account_name_n", condition=~models.Q(name_n="")),
            models.Index(
                fields=["credit_code_n"], name="account_credit_code", condition=~models.Q(credit_code_n="")
            ),
        ]


# Imported to be known as a model of this app.
__all__ = ["Account", "Cadence"]
