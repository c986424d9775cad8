"""The lists that accounts ship with."""

from guanxi.kernel.i18n import L
from guanxi.schema.fields import Option

KINDS = (
    Option("customer", L("客户", "客戶", "Customer"), "ink"),
    Option("supplier", L("供应商", "供應商", "Supplier"), "ochre"),
    Option("partner", L("合作伙伴", "合作夥伴", "Partner"), "violet"),
    Option("other", L("其他", "其他", "Other")),
)
INDUSTRIES = (
    Option("manufacturing", L("制造业", "製造業", "Manufacturing")),
    Option("it", L("互联网与软件", "網路與軟體", "Software and internet")),
    Option("electronics", L("电子与通信", "電子與通訊", "Electronics and telecom")),
    Option("healthcare", L("医疗健康", "醫療健康", "Health care")),
    Option("education", L("教育培训", "教育訓練", "Education")),
    Option("finance", L("金融保险", "金融保險", "Finance and insurance")),
    Option("retail", L("零售与电商", "零售與電商", "Retail and e-commerce")),
    Option("trade", L("批发与外贸", "批發與外貿", "Wholesale and foreign trade")),
    Option("construction", L("建筑与房地产", "建築與不動產", "Construction and property")),
    Option("logistics", L("物流与供应链", "物流與供應鏈", "Logistics")),
    Option("energy", L("能源与环保", "能源與環保", "Energy and environment")),
    Option("food", L("食品与餐饮", "食品與餐飲", "Food and catering")),
    Option("media", L("文化传媒", "文化傳媒", "Media and culture")),
    Option("services", L("专业服务", "專業服務", "Professional services")),
    Option("government", L("政府与公共事业", "政府與公用事業", "Government and public sector")),
    Option("agriculture", L("农业", "農業", "Agriculture")),
    Option("other", L("其他", "其他", "Other")),
)
SIZES = (
    Option("1-19", L("1–19 人", "1–19 人", "1–19")),
    Option("20-99", L("20–99 人", "20–99 人", "20–99")),
    Option("100-499", L("100–499 人", "100–499 人", "100–499")),
    Option("500-999", L("500–999 人", "500–999 人", "500–999")),
    Option("1000-4999", L("1000–4999 人", "1000–4999 人", "1,000–4,999")),
    Option("5000+", L("5000 人以上", "5000 人以上", "5,000 or more")),
)
LIFE_STAGES = (
    Option("potential", L("潜在", "潛在", "Potential"), "azurite"),
    Option("customer", L("成交", "成交", "Customer"), "malachite"),
    Option("lost", L("流失", "流失", "Lost"), "rouge"),
)
GRADES = (
    Option("vip", L("VIP", "VIP", "VIP"), "gamboge"),
    Option("normal", L("普通", "普通", "Normal")),
    Option("promising", L("潜力客户", "潛力客戶", "Promising"), "azurite"),
)
# Days without contact after which an account is due, until the house decides otherwise.
CADENCE_DAYS = {"vip": 14, "promising": 21, "normal": 60}
