"""Targets of contacts with their company and follow-up, as an import plan of the module gives them."""

from guanxi.exchange.understand import Target

STAGES = {"new": "新线索", "contacted": "沟通中", "qualified": "需求确认", "proposal": "方案报价", "negotiation": "商务谈判",
          "won": "已成交", "lost": "已流失"}  # fmt: skip
SOURCES = {"website": "官网", "exhibition": "展会", "referral": "转介绍", "cold_call": "电话开发", "ads": "广告投放",
           "wechat": "微信", "event": "市场活动", "partner": "合作伙伴", "other": "其他"}  # fmt: skip


def options(labels):
    return tuple((value, (label,)) for value, label in labels.items())


CONTACT_TARGETS = [
    Target("contacts.name", "姓名", "contacts", "text", concept="name", required=True),
    Target("contacts.surname", "姓", "contacts", "text", concept="surname"),
    Target("contacts.given_name", "名", "contacts", "text", concept="given_name"),
    Target("contacts.gender", "性别", "contacts", "choice", concept="gender", options=options({"male": "男", "female": "女"})),
    Target("contacts.account", "公司", "contacts", "text", concept="company"),
    Target("contacts.title", "职务", "contacts", "text", concept="title"),
    Target("contacts.department", "部门", "contacts", "text", concept="department"),
    Target("contacts.phones:mobile", "手机", "contacts", "phones", concept="mobile"),
    Target("contacts.phones:work", "电话", "contacts", "phones", concept="phone"),
    Target("contacts.phones:other", "其他电话", "contacts", "phones", concept="phone_other", multiple=True),
    Target("contacts.emails:work", "邮箱", "contacts", "emails", concept="email"),
    Target("contacts.emails:other", "其他邮箱", "contacts", "emails", concept="email_other", multiple=True),
    Target("contacts.socials:wechat", "微信号", "contacts", "socials", concept="wechat"),
    Target("contacts.socials:qq", "QQ", "contacts", "socials", concept="qq"),
    Target("contacts.addresses", "地址", "contacts", "addresses", concept="address"),
    Target("contacts.addresses:province", "省", "contacts", "addresses", concept="province"),
    Target("contacts.addresses:city", "市", "contacts", "addresses", concept="city"),
    Target("contacts.stage", "线索阶段", "contacts", "choice", concept="stage", options=options(STAGES)),
    Target("contacts.source", "来源", "contacts", "choice", concept="source", options=options(SOURCES)),
    Target("contacts.expected_amount", "预计金额", "contacts", "money", concept="amount"),
    Target("contacts.first_contact", "首次接触日期", "contacts", "date", concept="first_contact"),
    Target("contacts.birthday", "生日", "contacts", "date", concept="birthday"),
    Target("contacts.owner", "负责人", "contacts", "user", concept="owner"),
    Target("contacts.tags", "标签", "contacts", "tags", concept="tags", multiple=True),
    Target("contacts.description", "备注", "contacts", "longtext", concept="remark", multiple=True),
    Target("contacts.external_id", "编号", "contacts", "text", concept="external_id"),
    Target("activities.content", "跟进记录", "activities", "longtext", concept="follow_up", multiple=True),
]  # fmt: skip
