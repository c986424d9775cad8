"""Unknown headers that are settled by their values, because no other column has the field; and those that are not."""

import pytest
from tests.exchange.understand.standard_targets import TARGETS
from tests.exchange.understand.test_header_words import TAKEN

from guanxi.exchange.understand import Table, Target, propose

STAGES = ["已报价", "初步接触", "已成交", "流失", "已报价", "谈判中", "已成交", "初步接触"]
SOURCES = ["Website", "Referral", "Exhibition", "Website", "Cold call", "Referral", "Online ads", "Website"]
OWNERS = ["汤圆圆", "纪小敏", "汤圆圆", "小乔", "汤圆圆", "纪小敏", "纪小敏", "汤圆圆"]
ABROAD = ["Grace Lin", "Tom Shao", "Grace Lin", "Tom Shao", "Grace Lin", "Grace Lin", "Tom Shao", "Tom Shao"]
MONEY = [12.5, "30万", 5, "80000元", "", 100, 7.5, "1,500"]
PEOPLE = ["张伟", "李娜", "王芳", "赵敏", "陈静", "刘洋", "杨帆", "黄磊"]
OPTIONS = {
    "stage": "new contacted qualified proposal negotiation won lost",
    "source": "website exhibition referral cold_call ads wechat event partner other",
}


def real(target):
    """A target with the options that ship."""
    if target.concept not in OPTIONS:
        return target
    options = tuple((value, ()) for value in OPTIONS[target.concept].split())
    return Target(target.key, target.label, target.module, "choice", concept=target.concept, options=options)


LIST = [real(target) for target in (TAKEN or TARGETS)]


def concept(*columns, last=-1):
    """What the last column is for certain, beside names and the others."""
    columns = (("姓名", PEOPLE), ("公司", [f"{name}有限公司" for name in PEOPLE]), *columns)
    headers = [header for header, _ in columns]
    table = Table(header_rows=[1], headers=headers, groups=[""] * len(headers))
    column = propose(table, [values for _, values in columns], LIST)[last]
    return column.target.partition(".")[2] if column.certain else None


@pytest.mark.parametrize(
    ("header", "values", "meant"),
    [
        ("洽谈进展", STAGES, "stage"), ("Deal Status", STAGES, "stage"), ("近来怎样", STAGES, "stage"),
        ("How did they find us", SOURCES, "source"), ("客户怎么来", SOURCES, "source"),
        ("谁在跟", OWNERS, "owner"), ("负责代表", OWNERS, "owner"), ("华东业务", OWNERS, "owner"),
        ("维保主管", OWNERS, "owner"), ("主办律师", OWNERS, "owner"),
        ("Handled in office", ABROAD, "owner"), ("现由哪位同事", OWNERS, "owner"), ("Our Sales", ABROAD, "owner"),
        ("首批进货预估(万元)", MONEY, "amount"), ("预计团款（元）", MONEY, "amount"), ("报价学费（元）", MONEY, "amount"),
    ],
)  # fmt: skip
def test_values_settle_what_no_other_column_is(header, values, meant):
    assert concept((header, values)) == meant


@pytest.mark.parametrize(
    ("header", "values", "taken"),
    [
        ("近来怎样", STAGES, ("销售阶段", STAGES)), ("客户怎么来", SOURCES, ("客户来源", SOURCES)),
        ("华东业务", OWNERS, ("负责人", OWNERS)), ("预计团款（元）", MONEY, ("预计金额（元）", MONEY)),
    ],
)  # fmt: skip
def test_a_field_that_has_its_column_takes_no_other(header, values, taken):
    assert concept(taken, (header, values)) is None


FAIR = [
    "Jun 15, 2023",
    "07-Sep-2023",
    "2021/11/25",
    "25 Nov 2021",
    "Oct 3rd, 2022",
    "2023-02-25",
    "5-May-2022",
    "",
]


def test_whoever_receives_visitors_again_and_again_is_a_colleague():
    assert concept(("接待人员", OWNERS)) == concept(("市场负责人", OWNERS)) == "owner"
    assert concept(("销售工程师", OWNERS)) == "owner"
    assert concept(("接待人员", PEOPLE)) is None


def test_the_day_of_a_visit_is_the_first_contact_only_at_a_fair():
    assert concept(("Booth staff in charge", OWNERS), ("Visit Date", FAIR)) == "first_contact"
    assert concept(("展位接待", OWNERS), ("参观日期", FAIR)) == "first_contact"
    assert concept(("Sales", OWNERS), ("Visit Date", FAIR)) is None
    assert (
        concept(("Booth staff in charge", OWNERS), ("First Contact Date", FAIR), ("Visit Date", FAIR)) is None
    )


def test_of_two_that_look_the_same_none_is_taken():
    assert concept(("眼下如何", STAGES), ("近来怎样", STAGES)) is None
    assert concept(("预计团款（元）", MONEY), ("首批货款预估(元)", MONEY)) is None


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("订单状态", STAGES), ("审批进展", STAGES), ("合同状态", STAGES), ("流失原因", STAGES), ("近来怎样", STAGES[:3] * 1),
        ("近来怎样", ["跟进中", "已联系", "跟进中", "未联系", "跟进中", "已联系", "跟进中", "已联系"]),
        ("偏好方式", ["微信", "电话", "邮件", "微信", "电话", "微信", "电话", "微信"]), ("支付", ["微信", "支付宝", "现金"] * 2),
        ("推荐人", OWNERS), ("录入人", OWNERS), ("原业务员", OWNERS), ("协同顾问", OWNERS), ("审批经理", OWNERS), ("推荐业务员", OWNERS),
        ("华东业务", PEOPLE), ("业务部", ["销售一部", "销售二部"] * 4),
        ("吉祥物", OWNERS), ("销售片区", OWNERS), ("填报人", OWNERS), ("制单人", OWNERS),
        ("技术顾问", OWNERS), ("实施顾问", OWNERS), ("业务板块", OWNERS), ("合作业务", OWNERS),
        ("华东业务", ["金融", "能源", "金融", "能源", "金融", "金融", "能源", "金融"]), ("驻外销售", ["华南", "华北"] * 4),
        ("我们销售", ["温州", "成都"] * 4), ("预计成本（元）", MONEY), ("预计产量（万）", MONEY),
        ("已收团款（元）", MONEY), ("报价单价（元）", MONEY),
        ("团款（元）", MONEY), ("争议标的额(元)", MONEY), ("采购主管", OWNERS),
        ("预计到账", MONEY), ("预计注册资本（万元）", MONEY), ("Project Discount (RMB)", MONEY),
        ("Est. Order (USD)", MONEY),
    ],
)  # fmt: skip
def test_where_a_sign_is_missing_nothing_is_certain(header, values):
    assert concept((header, values)) is None
