"""Headers of real exports find their fields; values contradict them; nothing wrong is proposed with confidence."""

import json

import pytest
from tests.exchange.shared_data import shared
from tests.exchange.understand.standard_targets import TARGETS

from guanxi.exchange.understand import Table, Target, propose
from guanxi.exchange.understand.lexicon import _load, squeeze, take_apart


def columns(headers, samples=None, targets=TARGETS, groups=None):
    table = Table(header_rows=[1], headers=list(headers), groups=groups or [""] * len(headers))
    return propose(table, samples or [[] for _ in headers], targets)


def mapped(headers, samples=None, **more):
    found = columns(headers, samples, **more)
    return {c.header: c.target.partition(".")[2] if c.certain else None for c in found}


def test_labelled_header_rows_of_real_projects():
    rows = json.loads(shared("validate", "real_zh_headers.json").read_text(encoding="utf-8"))
    right = total = 0
    wrong = []
    for row in rows:
        found = mapped(row["headers"])
        for header, want in row["expected"].items():
            accepted = want if isinstance(want, list) else [want]
            accepted = ["company" if w == "account_name" else w for w in accepted]
            total += 1
            right += found[header] in accepted
            if found[header] is not None and found[header] not in accepted:
                wrong.append((header, found[header]))
    assert wrong == []
    assert right / total >= 0.9


# header rows of well-known products' exports and of typical self-made sheets
EXPORTS = {
    "fxiaoke": {
        "客户名称": "company", "客户编号": "external_id", "客户级别": "level", "成交状态": "status", "来源": "source",
        "国家": "country", "省": "province", "市": "city", "区": "district", "详细地址": "address", "电话": "phone",
        "传真": "fax", "网址": "website", "1级行业": None, "负责人": "owner", "最后跟进时间": "last_contact",
        "创建时间": "created_at", "创建人": "created_by", "最后修改时间": "updated_at", "备注": "remark",
    },
    "zoho": {
        "Record Id": "external_id", "Contact Owner": "owner", "Lead Source": "source", "First Name": "given_name",
        "Last Name": "surname", "Account Name": "company", "Title": "title", "Email": "email", "Department": "department",
        "Phone": "phone", "Home Phone": "phone_other", "Fax": "fax", "Mobile": "mobile", "Date of Birth": "birthday",
        "Created Time": "created_at", "Modified Time": "updated_at", "Mailing Street": "address", "Mailing City": "city",
        "Mailing State": "province", "Mailing Zip": "postcode", "Mailing Country": "country", "Description": "remark",
        "Email Opt Out": None, "Tag": "tags",
    },
    "wecom": {
        "客户名称": "company", "描述": "remark", "添加人": "owner", "添加时间": "first_contact", "来源": "source",
        "手机": "mobile", "企业": None, "邮箱": "email", "职位": "title", "电话": "phone", "性别": "gender",
    },
    "salesforce": {
        "Company / Account": "company", "Lead Owner": "owner", "Lead Status": "status", "Annual Revenue": "revenue",
        "No. of Employees": "employees", "Industry": "industry", "Website": "website", "Rating": "level",
    },
    "hubspot": {
        "Record ID": "external_id", "First Name": "given_name", "Last Name": "surname", "Email": "email",
        "Phone Number": "phone", "Contact owner": "owner", "Lead Status": "status", "Create Date": "created_at",
        "Company name": "company", "Lifecycle Stage": "stage", "City": "city",
    },
    "taiwan": {
        "客戶編號": "external_id", "公司名稱": "company", "統一編號": "org_code", "聯絡人": "name", "職稱": "title",
        "行動電話": "mobile", "公司電話": "phone", "傳真": "fax", "電子郵件": "email", "郵遞區號": "postcode",
        "通訊地址": "address", "業務員": "owner", "產業別": "industry", "備註": "remark",
    },
    "self-made": {
        "序号": "row_number", "*姓名（必填）": "name", "单位": "company", "职务/职称": "title", "手机号码（11位）": "mobile",
        "座机": "phone", "QQ": "qq", "微信": "wechat", "电子邮箱": "email", "意向产品": "products", "预算（万元）": "amount",
        "跟进记录": "follow_up", "下次联系时间": "next_follow_up", "年营业额(万元)": "revenue", "员工人数": "employees",
    },
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(EXPORTS))
def test_exports_of_known_products(name):
    expected = EXPORTS[name]
    found = mapped(expected)
    wrong = {
        h: (found[h], w)
        for h, w in expected.items()
        if found[h] is not None and w is not None and found[h] != w
    }
    missing = [h for h, w in expected.items() if w is not None and found[h] is None]
    assert wrong == {}
    assert len(missing) <= 0.1 * len(expected), missing


def test_units_and_code_lists_in_headers():
    found = columns(["预计金额(万元)", "成交额/元", "Budget (USD)", "来源(1天眼查/2转介绍/3美团)"])
    assert [(c.unit and (int(c.unit.factor), c.unit.currency)) for c in found[:3]] == [
        (10000, None), (1, None), (1, "USD"),
    ]  # fmt: skip
    assert found[3].codes == {"1": "天眼查", "2": "转介绍", "3": "美团"}
    assert found[3].target == "contacts.source"


def test_values_contradict_a_header():
    people = ["张伟", "李娜", "王芳", "赵敏", "陈静"]
    phones = ["13800138000", "13900139000", "13700137000", "13600136000", "13500135000"]
    swapped = columns(["电话", "姓名"], [people, phones])
    assert not any(c.certain for c in swapped)
    mails = [f"a{n}@example.com" for n in range(5)]
    crossed = columns(["手机", "邮箱"], [mails, phones])
    assert not (crossed[0].certain and crossed[0].target == "contacts.mobile")
    assert not (crossed[1].certain and crossed[1].target == "contacts.email")


def test_customer_name_is_a_company_beside_a_contact_and_a_person_alone():
    people, firms = ["张伟", "李娜", "王芳"], ["明德公司", "启航有限公司", "星辰集团"]
    assert mapped(["客户名称", "联系人"], [firms, people]) == {"客户名称": "company", "联系人": "name"}
    assert mapped(["客户名称", "手机"], [people, ["13800138000"] * 3])["客户名称"] == "name"


def test_a_mobile_beside_the_number_of_an_office_is_settled_by_its_values():
    lands = ["021-62345678", "0755-83334444", "010-65556666", "0571-87778888", "028-86667777"]
    found = mapped(["姓名", "手机联络用", "办公座机"], [PEOPLE, PHONES, lands])
    assert (found["手机联络用"], found["办公座机"]) == (None, "phone")
    assert mapped(["姓名", "日常手机号码", "办公座机"], [PEOPLE, PHONES, lands])["日常手机号码"] == "mobile"
    assert mapped(["姓名", "手机", "日常手机号码"], [PEOPLE, PHONES, PHONES])["日常手机号码"] is None


def test_two_columns_never_fill_one_field():
    found = columns(["手机", "手机号码", "姓名", "联系人"])
    assert found[0].target == "contacts.mobile"
    assert found[1].target == "contacts.phone_other"
    targets = [c.target for c in found if c.target]
    assert len(targets) == len(set(targets))


def test_groups_of_a_two_level_header():
    found = columns(["姓名", "手机", "邮箱"], groups=["", "联系方式", "联系方式"])
    assert [c.target for c in found] == ["contacts.name", "contacts.mobile", "contacts.email"]


def test_unknown_headers_stay_unknown():
    assert mapped(["吉祥物", "公司吉祥物颜色", "Zebra"]) == {
        "吉祥物": None,
        "公司吉祥物颜色": None,
        "Zebra": None,
    }


def test_any_module_works():
    targets = [
        Target("pets.name", "宠物名", "pets", "text", ("昵称",)),
        Target("pets.weight", "体重", "pets", "number"),
    ]
    assert mapped(["昵称", "体重(kg)"], targets=targets) == {"昵称": "name", "体重(kg)": "weight"}


def test_each_word_means_one_thing():
    meaning: dict[str, str] = {}
    for concept, words in _load("headers.json").items():
        for word in words:
            assert meaning.setdefault(squeeze(word), concept) == concept, word


def test_a_header_taken_apart():
    header = take_apart(" 预计 金额（万元） * ")
    assert (header.base, header.unit.factor) == ("预计金额", 10000)


def test_questionnaires_number_their_columns():
    assert mapped(["1、您的姓名", "（2）您的手机号码", "Q3. 贵公司名称", "①电子邮箱", "1级行业", "3D打印"]) == {
        "1、您的姓名": "name", "（2）您的手机号码": "mobile", "Q3. 贵公司名称": "company", "①电子邮箱": "email",
        "1级行业": None, "3D打印": None,
    }  # fmt: skip


def test_headers_in_two_languages_say_one_thing_twice():
    found = mapped(["姓 Last Name", "手机* Mobile", "公司名称 Company", "Tags 标签", "IP地址", "QQ号"])
    assert found == {
        "姓 Last Name": "surname", "手机* Mobile": "mobile", "公司名称 Company": "company", "Tags 标签": "tags",
        "IP地址": None, "QQ号": "qq",
    }  # fmt: skip


def test_counted_columns():
    found = columns(["姓名", "联系电话1", "联系电话2", "电话3", "邮箱1", "邮箱2"])
    assert [c.target.partition(".")[2] for c in found if c.certain] == [
        "name", "phone", "phone_other", "phone_other", "email", "email_other",
    ]  # fmt: skip


PHONES = ["13800138000", "13900139000", "13700137000", "13600136000", "13500135000"]
PEOPLE = ["张伟", "李娜", "王芳", "赵敏", "陈静"]
FIRMS = ["明德有限公司", "启航集团", "星辰股份有限公司", "天元公司", "众诚有限公司"]


def test_what_belongs_to_the_person_of_the_row_and_what_to_others():
    headers = ["收货人", "收货人手机", "推荐人手机", "紧急联系人电话", "公司负责人", "前公司", "服务之公司"]
    found = columns(headers, [PEOPLE, PHONES, PHONES, PHONES, PEOPLE, FIRMS, FIRMS])
    assert {c.header: c.target.partition(".")[2] for c in found if c.certain} == {
        "收货人": "name", "收货人手机": "mobile", "服务之公司": "company",
    }  # fmt: skip


STAGE = Target("contacts.stage", "线索阶段", "contacts", "choice", concept="stage",
               options=(("new", ("新线索",)), ("won", ("已成交",)), ("lost", ("已流失",))))  # fmt: skip


def test_a_status_of_stages_is_the_stage_and_any_other_is_not():
    name = Target("contacts.name", "姓名", "contacts", "text", concept="name", required=True)
    assert (
        mapped(["姓名", "状态"], [PEOPLE, ["已成交", "新线索", "丢单"]], targets=[name, STAGE])["状态"]
        == "stage"
    )
    assert mapped(["姓名", "状态"], [PEOPLE, ["已审核", "待审核"]], targets=[name, STAGE])["状态"] is None


def test_sentences_are_no_options():
    said = ["下个月再谈价格", "想先看样品", "预算还没批下来", "等老板回来决定"]
    assert mapped(["线索阶段"], [said], targets=[STAGE])["线索阶段"] is None
    assert (
        mapped(["线索阶段"], [["已成交", "自定义一", "已流失", "已成交"]], targets=[STAGE])["线索阶段"]
        == "stage"
    )


def test_a_region_is_part_of_an_address_only_when_it_is_a_place():
    places = ["江苏省苏州市", "上海市", "浙江杭州", "广东省深圳市南山区"]
    assert mapped(["地区"], [places])["地区"] == "region"
    assert mapped(["地区"], [["华东", "华南", "海外", "华东"]])["地区"] is None


def test_a_column_of_places_is_an_address_when_streets_and_numbers_stand_in_it():
    streets = ["山东省青岛市市南区香港中路3号", "天津市南开区卫津路18号", "上海市浦东新区世纪大道100号"]
    for header in ("所在地", "城市", "省市区", "客户区域"):
        assert mapped([header], [streets])[header] == "address"
    assert (
        mapped(["所在地"], [["山东省青岛市市南区", "天津市南开区", "上海市浦东新区"]])["所在地"] == "region"
    )


THEIR_HEADS = ["巩雪梅", "郁长江", "靳丽君", "岑雪梅", "娄琳"]


def test_a_head_is_the_customers_when_another_column_has_the_colleague():
    headers = ["业务经理", "客户单位", "负责人姓名", "负责人手机", "负责人微信"]
    own = ["张伟", "李娜", "张伟", "李娜", "张伟"]
    below = [own, FIRMS, THEIR_HEADS, PHONES, ["wx_a1", "wx_b2", "wx_c3", "wx_d4", "wx_e5"]]
    found = mapped(headers, below, targets=PERSON)
    assert [found[header] for header in headers] == ["owner", "company", "name", "mobile", "wechat"]
    found = mapped(headers[1:], [FIRMS, own, PHONES, below[4]], targets=PERSON)
    assert {found["负责人姓名"], found["负责人手机"]} == {None}


def test_whoever_acts_for_a_company_is_the_customers_when_another_column_has_the_colleague():
    own = ["张伟", "李娜", "张伟", "李娜", "张伟"]
    headers = ["物业公司", "经办人", "联系方式", "负责销售"]
    found = mapped(headers, [FIRMS, THEIR_HEADS, PHONES, own], targets=PERSON)
    assert (found["经办人"], found["负责销售"]) == ("name", "owner")
    assert mapped(headers, [FIRMS, own, PHONES, own], targets=PERSON)["经办人"] is None


@pytest.mark.parametrize("header", ["乙方电话", "乙方手机", "供方电话", "甲方日期"])
def test_the_other_side_of_a_contract_is_ours_or_anybodys(header):
    found = columns(["姓名", "公司", header], [PEOPLE, FIRMS, PHONES])
    assert not found[2].certain, found[2]


def test_without_a_header_columns_are_what_they_look_like_unless_two_look_alike():
    table = Table(headers=[""] * 4, groups=[""] * 4)
    found = propose(table, [PEOPLE, FIRMS, PHONES, ["a@example.com"] * 5], TARGETS)
    assert [c.target.partition(".")[2] for c in found if c.certain] == ["name", "company", "mobile", "email"]
    found = propose(table, [PEOPLE, PEOPLE[::-1], PHONES, PHONES], TARGETS)
    assert [c.certain for c in found] == [False] * 4


def test_dates_below_make_a_time_of_a_header():
    days = ["2024-03-05", "2024-04-01", "2024-05-09", "2024-05-10"]
    found = mapped(["最近一次跟进", "下次回访日", "跟进备注"], [days, days, ["谈价格", "寄样品"]])
    assert found == {"最近一次跟进": "last_contact", "下次回访日": "next_follow_up", "跟进备注": "follow_up"}
    assert mapped(["跟进情况"], [days])["跟进情况"] is None


def test_a_sort_without_a_single_option_is_another_sort():
    kinds = Target(
        "contacts.types",
        "类型",
        "contacts",
        "multichoice",
        concept="type",
        options=(("partner", ("合作伙伴",)),),
    )
    legal = ["有限责任公司", "股份有限公司", "有限责任公司", "个体工商户", "有限责任公司"]
    assert mapped(["企业类型"], [legal], targets=[kinds])["企业类型"] is None
    assert mapped(["客户类型"], [["合作伙伴", "伙伴", "别的"]], targets=[kinds])["客户类型"] == "types"


def test_a_name_for_want_of_a_better_one():
    assert mapped(["备注名", "真实姓名", "手机"]) == {"备注名": None, "真实姓名": "name", "手机": "mobile"}
    assert mapped(["备注名", "手机"]) == {"备注名": "name", "手机": "mobile"}
    assert mapped(["Mobile phone number"])["Mobile phone number"] == "mobile"


MAILS = [f"a{n}@b{n}.example.com" for n in range(5)]
TEXTS = ["苏州人民路", "要求尽快", "先看样品", "预算有限", "等领导批"]
OTHERS = {
    "销售邮箱": MAILS, "Contact Owner Email": MAILS, "老板电话": PHONES, "财务电话": PHONES, "助理手机": PHONES,
    "联系人2电话": PHONES, "第二联系人电话": PHONES, "仓库地址": TEXTS, "是否有微信": ["是", "否"] * 3, "微信": ["是", "否"] * 3,
    "公司生日": ["1999-01-02"] * 5, "公司编号": ["A1", "A2", "A3", "A4", "A5"], "业务员手机": PHONES, "上级": PEOPLE,
    "母公司": FIRMS, "物流公司": FIRMS, "原供应商": FIRMS, "配偶": PEOPLE, "项目负责人": PEOPLE, "客户编号": ["A1"] * 4 + ["A2"],
}  # fmt: skip
PERSON = [
    target for target in TARGETS
    if target.concept in {"name", "mobile", "phone", "phone_other", "email", "email_other", "company", "address", "wechat",
                          "birthday", "external_id", "owner", "title"}
]  # fmt: skip


@pytest.mark.parametrize("header", sorted(OTHERS))
def test_what_is_about_somebody_or_something_else_is_asked_about(header):
    found = columns(["姓名", "手机", header], [PEOPLE[::-1], PHONES[::-1], OTHERS[header]], targets=PERSON)
    assert not found[2].certain, found[2]
