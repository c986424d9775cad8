"""The lists that contacts ship with."""

from guanxi.kernel.i18n import L
from guanxi.schema.fields import Option

FORMS = (
    Option("person", L("个人", "個人", "Person")),
    Option("organisation", L("组织", "組織", "Organisation")),
)
GENDERS = (Option("male", L("男", "男", "Male")), Option("female", L("女", "女", "Female")))
TYPES = (
    Option("existing", L("现有客户", "現有客戶", "Existing customer"), "malachite"),
    Option("potential", L("潜在客户", "潛在客戶", "Potential customer"), "azurite"),
    Option("partner", L("合作伙伴", "合作夥伴", "Partner"), "violet"),
    Option("supplier", L("供应商", "供應商", "Supplier"), "ochre"),
    Option("after_sales", L("售后服务", "售後服務", "After-sales"), "gamboge"),
)
SUB_TYPES = (
    Option("channel", L("渠道商", "通路商", "Channel"), parent="partner"),
    Option("agent", L("代理商", "代理商", "Agent"), parent="partner"),
    Option("alliance", L("联合方", "聯合方", "Alliance"), parent="partner"),
    Option("purchasing", L("采购", "採購", "Purchasing"), parent="supplier"),
    Option("logistics", L("物流", "物流", "Logistics"), parent="supplier"),
    Option("production", L("生产", "生產", "Production"), parent="supplier"),
)
STAGES = (
    Option("new", L("新线索", "新線索", "New"), "azurite"),
    Option("contacted", L("沟通中", "溝通中", "Contacted"), "ink"),
    Option("qualified", L("需求确认", "需求確認", "Qualified"), "ochre"),
    Option("proposal", L("方案报价", "方案報價", "Proposal"), "gamboge"),
    Option("negotiation", L("商务谈判", "商務談判", "Negotiation"), "violet"),
    Option("won", L("已成交", "已成交", "Won"), "malachite"),
    Option("lost", L("已流失", "已流失", "Lost"), "rouge"),
)
SOURCES = (
    Option("website", L("官网", "官網", "Website")),
    Option("exhibition", L("展会", "展會", "Exhibition")),
    Option("referral", L("转介绍", "轉介紹", "Referral")),
    Option("cold_call", L("电话开发", "電話開發", "Cold call")),
    Option("ads", L("广告投放", "廣告投放", "Advertising")),
    Option("wechat", L("微信", "微信", "WeChat")),
    Option("event", L("市场活动", "市場活動", "Event")),
    Option("partner", L("合作伙伴", "合作夥伴", "Partner")),
    Option("other", L("其他", "其他", "Other")),
)
DECISION_ROLES = (
    Option("decision_maker", L("决策者", "決策者", "Decision maker"), "gamboge"),
    Option("recommender", L("推荐人", "推薦人", "Recommender"), "ink"),
    Option("user", L("使用者", "使用者", "User"), "azurite"),
    Option("finance", L("财务", "財務", "Finance"), "ochre"),
    Option("admin", L("行政", "行政", "Administration"), "violet"),
)
INTENTS = (
    Option("high", L("高", "高", "High"), "malachite"),
    Option("medium", L("中", "中", "Medium"), "gamboge"),
    Option("low", L("低", "低", "Low")),
)
SENSITIVITY = (
    Option("price", L("价格敏感", "價格敏感", "Price-sensitive")),
    Option("service", L("服务敏感", "服務敏感", "Service-sensitive")),
)
