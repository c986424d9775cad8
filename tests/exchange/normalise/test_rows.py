"""Cells of a row become values without guessing; every problem is named by its column."""

import pytest
from tests.exchange.standard_targets import CONTACT_TARGETS

from guanxi.exchange.normalise import Wishes, normalise_row, plan_sheet
from guanxi.exchange.readers import BookInfo, CellError, Row
from guanxi.exchange.understand import Table, Target, propose


def plan_for(headers, samples=None, book=None, wishes=None, targets=CONTACT_TARGETS):
    table = Table(header_rows=[1], headers=list(headers), groups=[""] * len(headers))
    samples = samples or [[] for _ in headers]
    columns = propose(table, samples, targets)
    return plan_sheet(book or BookInfo("xlsx", []), table, columns, targets, samples, wishes)


def read(wishes=None, book=None, **cells):
    plan = plan_for(list(cells), wishes=wishes, book=book)
    return normalise_row(plan, Row(5, list(cells.values())))


def phones(row):
    return [(p["value"], p["type"], p["main"]) for p in row.fields.get("contacts.phones", [])]


def codes(row):
    return [(e.field, e.code) for e in row.errors]


def test_numbers_find_their_kind_whatever_their_column():
    row = read(姓名="张伟", 手机="0755-54200697", 电话="13800138000")
    assert phones(row) == [("+8613800138000", "mobile", True), ("+8675554200697", "work", False)]
    assert row.state == "ok"


def test_a_number_in_a_column_of_either_email_or_qq_is_a_qq():
    for header in ("邮箱/QQ", "QQ号/邮箱"):
        row = read(**{"姓名": "张伟", header: "383393108"})
        told = [(s["value"], s["kind"]) for s in row.fields["contacts.socials"]]
        assert (told, codes(row)) == ([("383393108", "qq")], []), header
    row = read(姓名="张伟", QQ邮箱="383393108")
    assert "contacts.socials" not in row.fields
    assert [code for _, code in codes(row)] == ["invalid"]
    row = read(**{"姓名": "张伟", "邮箱/QQ": "a@b.example.com"})
    assert [e["value"] for e in row.fields["contacts.emails"]] == ["a@b.example.com"]


def test_several_numbers_in_a_cell_and_the_same_number_twice():
    row = read(姓名="张伟", 手机="15132795773/0755-54200697", 电话="0755-54200697转801")
    assert phones(row) == [("+8615132795773", "mobile", True), ("+8675554200697;ext=801", "work", False)]


@pytest.mark.parametrize(
    "raw", ["1.38E+10", "1380013800", "无", "不详", CellError("#REF!"), "#N/A", "同上", 1.38e15]
)
def test_what_is_no_number_is_an_error_and_no_value(raw):
    row = read(姓名="张伟", 手机=raw)
    assert [field for field, _ in codes(row)] == ["contacts.phones:mobile"]
    assert phones(row) == []
    assert row.state == "partial"


@pytest.mark.parametrize(
    "raw", ["'13800138000", '="13800138000"', "１３８００１３８０００", "13800138000.0", 13800138000, 13800138000.0,
            "\u202d13800138000\u202c", "138 0013 8000（微信同号）", "+86 138-0013-8000", "\u200b13800138000\u3000"],
)  # fmt: skip
def test_faces_of_one_number(raw):
    assert phones(read(姓名="张伟", 手机=raw)) == [("+8613800138000", "mobile", True)]


def test_a_name_is_required():
    for name in (None, "无", "  ", "\u200b", CellError("#REF!")):
        row = read(姓名=name, 手机="13800138000")
        assert row.state == "waiting"
        assert [field for field, _ in codes(row)] == ["contacts.name"]
        assert phones(row)


def test_names_with_forms_of_address_gaps_and_company_of_several_people():
    assert read(姓名="胡  艳").fields["contacts.name"] == "胡艳"
    row = read(姓名="陈明 女士")
    assert (row.fields["contacts.name"], row.fields["contacts.gender"]) == ("陈明", "female")
    assert codes(read(姓名="张三/李四")) == [("contacts.name", "several_people")]
    assert codes(read(姓名="张三、李四")) == [("contacts.name", "several_people")]
    assert read(姓名="阿凡提·买买提").fields["contacts.name"] == "阿凡提·买买提"


def test_lost_characters():
    row = read(姓名="张?", 手机="13800138000")
    assert row.fields["contacts.name"] == "张?"
    assert [(w.field, w.code) for w in row.warnings] == [("contacts.name", "looks_lossy")]
    assert row.errors == []
    assert codes(read(姓名="张\ufffd")) == [("contacts.name", "lossy_text")]


def test_surname_and_given_name_columns():
    assert read(姓="欧阳", 名="娜娜").fields["contacts.name"] == "欧阳娜娜"
    row = normalise_row(plan_for(["First Name", "Last Name"]), Row(2, ["Ada", "Lovelace"]))
    assert row.fields["contacts.name"] == "Ada Lovelace"


def test_amounts_with_units_of_the_header():
    def amount(header, raw):
        row = normalise_row(plan_for(["姓名", header]), Row(2, ["张伟", raw]))
        return row.fields.get("contacts.expected_amount", {}).get("amount") or row.errors[0].code

    assert amount("预计金额(万元)", 12) == "120000"
    assert amount("预计金额(万元)", "12.5") == "125000"
    assert amount("预计金额(万元)", "12万") == "120000"
    assert amount("预计金额(万元)", "120000元") == "120000"
    assert amount("预计金额(元)", "壹拾贰万元整") == "120000"
    assert amount("金额", "待定") == "not_a_number"
    assert amount("金额", "-—") == "not_a_number"
    assert normalise_row(plan_for(["姓名", "金额"]), Row(2, ["张伟", " — "])).errors == []


def test_dates_of_both_systems_and_column_orders():
    def day(raw, system=1900, samples=None):
        plan = plan_for(["姓名", "生日"], [[], samples or []], BookInfo("xlsx", [], system))
        row = normalise_row(plan, Row(2, ["张伟", raw]))
        return row.fields.get("contacts.birthday") or row.errors[0].code

    assert day(45371) == "2024-03-20"
    assert day(43909, 1904) == "2024-03-20"
    assert day("民國112年1月12日") == "2023-01-12"
    assert day("2024-02-30") == "invalid_date"
    assert day("TBD") == "not_a_date"
    assert day("03/04/2024") == "ambiguous"
    assert day("03/04/2024", samples=["25/04/2024", "03/04/2024", "13/01/2023"]) == "2024-04-03"


def test_choices_are_asked_about_once():
    plan = plan_for(["姓名", "阶段"])
    rows = [normalise_row(plan, Row(n, ["张伟", word])) for n, word in enumerate(["赢单", "神秘", "神秘"], 2)]
    assert rows[0].fields["contacts.stage"] == "won"
    assert codes(rows[1]) == [("contacts.stage", "unknown_option")]
    assert plan.unknown_values == {"contacts.stage": {"神秘": 2}}
    settled = Wishes(value_maps={"contacts.stage": {"神秘": "lost"}})
    assert read(settled, 姓名="张伟", 阶段="神秘").fields["contacts.stage"] == "lost"


def test_a_code_list_in_the_header():
    plan = plan_for(["姓名", "来源(1天眼查/2转介绍/3微信)"])
    assert normalise_row(plan, Row(2, ["张伟", 2])).fields["contacts.source"] == "referral"
    assert codes(normalise_row(plan, Row(3, ["张伟", "1"]))) == [("contacts.source", "unknown_option")]


def test_addresses():
    row = read(姓名="张伟", 地址="浙江省杭州市西湖区文三路1号")
    address = row.fields["contacts.addresses"][0]
    assert (address["province"], address["city"], address["street"]) == ("浙江省", "杭州市", "文三路1号")
    row = read(姓名="張偉", 縣市="臺北市")
    assert row.fields["contacts.addresses"][0]["city"] == "臺北市"


def test_mails():
    row = read(姓名="张伟", 邮箱="a@example.com; b@example.com")
    assert [(e["value"], e["main"]) for e in row.fields["contacts.emails"]] == [
        ("a@example.com", True), ("b@example.com", False),
    ]  # fmt: skip
    assert codes(read(姓名="张伟", 邮箱="a#example.com")) == [("contacts.emails:work", "invalid")]


def test_region_of_a_column():
    samples = [[], ["0957142299", "0983-756-509", "+886-944-636-928"]]
    plan = plan_for(["姓名", "手机"], samples)
    assert plan.region == "TW"
    assert phones(normalise_row(plan, Row(2, ["張偉", "0957142299"])))[0][0] == "+886957142299"
    assert plan_for(["姓名", "手机"], samples, wishes=Wishes(region="CN")).region == "CN"


def test_columns_that_fill_nothing_are_kept():
    plan = plan_for(["姓名", "吉祥物", ""])
    row = normalise_row(plan, Row(2, ["张伟", "老虎", 3, None, "多出来的"]))
    assert row.others == {"吉祥物": "老虎", "#3": "3", "#5": "多出来的"}


def test_records_of_another_length():
    plan = plan_for(["姓名", "手机", "备注"], book=BookInfo("delimited", []))
    assert codes(normalise_row(plan, Row(2, ["坏行", "x"]))) == [("*", "column_count")]
    assert codes(normalise_row(plan, Row(3, ["张伟", "13800138000", "x", "y"]))) == [("*", "column_count")]
    assert codes(normalise_row(plan, Row(4, ["张伟", "13800138000", "x", None]))) == []
    assert codes(normalise_row(plan, Row(5, ["张", None, None], ("bad_encoding",)))) == [
        ("*", "bad_encoding")
    ]


def test_formula_texts_are_texts():
    row = read(姓名="张伟", 备注='=HYPERLINK("http://example.com","点我")', 职务="-")
    assert row.fields["contacts.description"].startswith("=HYPERLINK")
    assert "contacts.title" not in row.fields


def test_two_columns_of_remarks_are_joined():
    plan = plan_for(["姓名", "备注", "其他说明"])
    assert normalise_row(plan, Row(2, ["张伟", "甲", "乙"])).fields["contacts.description"] == "甲\n乙"


def test_owner_names_without_gaps():
    assert read(姓名="张伟", 负责人="李 雷").fields["contacts.owner"] == "李雷"


def test_any_module():
    targets = [
        Target("pets.name", "名字", "pets", "text", required=True),
        Target("pets.weight", "体重", "pets", "number"),
        Target("pets.tame", "温顺", "pets", "boolean"),
        Target("pets.kinds", "种类", "pets", "multichoice", options=(("cat", ("猫",)), ("dog", ("狗",)))),
    ]
    plan = plan_for(["名字", "体重", "温顺", "种类"], targets=targets)
    row = normalise_row(plan, Row(2, ["咪咪", "4.5", "是", "猫、狗、龙"]))
    assert row.fields == {
        "pets.name": "咪咪",
        "pets.weight": 4.5,
        "pets.tame": True,
        "pets.kinds": ["cat", "dog"],
    }
    assert codes(row) == [("pets.kinds", "unknown_option")]


def test_a_column_of_its_own_goes_before_the_form_of_address():
    assert read(姓名="李明女士", 性别="男").fields["contacts.gender"] == "male"
    assert read(姓名="李明女士").fields["contacts.gender"] == "female"


REGION = Target("contacts.addresses:region", "省市区", "contacts", "addresses", concept="region")


def test_a_region_and_a_street_are_one_address():
    headers, targets = ["姓名", "地区", "详细地址"], [*CONTACT_TARGETS, REGION]
    plan = plan_for(headers, [["张伟"], ["江苏省苏州市"], ["人民路1号"]], targets=targets)
    (address,) = normalise_row(plan, Row(2, ["张伟", "江苏省苏州市", "人民路1号"])).fields[
        "contacts.addresses"
    ]
    assert (address["province"], address["city"], address["street"]) == ("江苏省", "苏州市", "人民路1号")
    made = normalise_row(plan, Row(3, ["张伟", "海外", "人民路1号"]))
    assert codes(made) == [("contacts.addresses:region", "unknown_place")]


def test_a_writer_who_puts_dashes_for_blanks():
    headers, habit = ["姓名", "手机"], [["张伟"] * 8, ["13800138000", "13900139000", *["-"] * 6]]
    assert normalise_row(plan_for(headers, habit), Row(2, ["张伟", "-"])).state == "ok"
    seldom = [["张伟"] * 8, ["13800138000", "-", *[None] * 6]]
    assert codes(normalise_row(plan_for(headers, seldom), Row(2, ["张伟", "-"]))) == [
        ("contacts.phones:mobile", "not_a_phone")
    ]


TAIWAN = ["0912345678", "0922345678", "0933345678", "02-23456789"]


def test_years_of_the_republic():
    headers = ["姓名", "手机", "生日"]

    def birthday(dates, cell):
        made = normalise_row(
            plan_for(headers, [["張偉"] * 4, TAIWAN, dates]), Row(2, ["張偉", TAIWAN[0], cell])
        )
        return made.fields.get("contacts.birthday") or made.errors[0].code

    assert birthday(["民國69年11月28日", "71.8.3", "88.12.20", "民國70年1月2日"], "71.8.3") == "1982-08-03"
    assert birthday(["71/8/3", "88/12/20", "65/1/31", "70/2/13"], "71/8/3") == "ambiguous"
    assert birthday(["民國69年11月28日", "1982/8/3", "71/8/3", "1970/1/2"], "71/8/3") == "ambiguous"
    assert birthday(["1982/8/3", "71/8/3", "1970/1/2"], "1982/8/3") == "1982-08-03"


def test_a_name_with_its_number_behind_it():
    row = read(姓名="张伟13800138000")
    assert (row.fields["contacts.name"], phones(row)) == ("张伟", [("+8613800138000", "mobile", True)])
    both = read(姓名="张伟 138-0013-8000", 手机="13800138000")
    assert (both.fields["contacts.name"], phones(both)) == ("张伟", [("+8613800138000", "mobile", True)])


def test_a_number_spread_over_columns():
    plan = plan_for(["姓名", "区号", "电话", "分机"])
    made = [
        phones(normalise_row(plan, Row(2, ["张伟", *cells])))
        for cells in (["0512", "66660001", "806"], [21.0, 66660001.0, None], ["0512", "13800138000", ""])
    ]
    assert made == [
        [("+8651266660001;ext=806", "work", True)], [("+862166660001", "work", True)], [("+8613800138000", "mobile", True)],
    ]  # fmt: skip
    row = normalise_row(plan, Row(2, ["张伟", None, "66660001", None]))
    assert codes(row) == [("contacts.phones:work", "missing_area_code")]


def test_who_and_as_what_and_a_number_in_one_cell():
    row = read(姓名="周建国（厂长）0512-66660001", 公司="明德有限公司")
    assert row.fields["contacts.name"] == "周建国"
    assert phones(row) == [("+8651266660001", "work", True)]


def test_a_role_behind_a_name_is_no_second_person():
    assert read(姓名="黄志强/采购").fields["contacts.name"] == "黄志强"
    assert codes(read(姓名="黄志强/李雷"))[0] == ("contacts.name", "several_people")
    assert codes(read(姓名="采购/财务"))[0] == ("contacts.name", "several_people")


def test_what_programs_write_for_nothing():
    row = read(姓名="张伟", 性别="未知", 生日="0/0/00", 手机="13800138000 ::: 13900139000")
    assert row.errors == []
    assert [value for value, *_ in phones(row)] == ["+8613800138000", "+8613900139000"]
    assert codes(read(姓名="张伟", 生日="0000-00-00"))[0] == ("contacts.birthday", "invalid_date")


def test_a_code_for_an_unknown_gender_is_no_problem():
    plan = plan_for(["姓名", "性别(0未知 1男 2女)"])
    made = [normalise_row(plan, Row(2, ["张伟", code])) for code in ("0", 1.0, "2", "3")]
    assert [row.fields.get("contacts.gender") for row in made] == [None, "male", "female", None]
    assert [codes(row) for row in made] == [[], [], [], [("contacts.gender", "unknown_option")]]


def test_columns_of_one_name_that_fill_nothing_are_kept_each():
    plan = plan_for(["姓名", "吉祥物", "吉祥物", "吉祥物"])
    row = normalise_row(plan, Row(2, ["张伟", "老虎", "", "兔子"]))
    assert row.others == {"吉祥物": "老虎", "吉祥物 (3)": "兔子"}


def test_a_dash_by_habit_is_nothing_to_keep():
    samples = [["张伟"] * 6, ["-", "老虎", "-", "-", "-", "-"]]
    plan = plan_for(["姓名", "吉祥物"], samples)
    assert normalise_row(plan, Row(2, ["张伟", "-"])).others == {}
    assert normalise_row(plan, Row(3, ["张伟", "老虎"])).others == {"吉祥物": "老虎"}


@pytest.mark.parametrize(
    ("told", "full"),
    [
        (("湖北", "武汉"), ("湖北省", "武汉市")), (("广西", "柳州市"), ("广西壮族自治区", "柳州市")), (("", "台中市"), ("", "台中市")),
        (("吉林", ""), ("吉林省", "")), (("华东", "苏州"), ("华东", "苏州")), (("上海", "上海"), ("上海市", "上海市")),
        (("江苏", "杭州"), ("江苏", "杭州")), (("", "朝阳"), ("", "朝阳")), (("", "武汉"), ("", "武汉市")),
    ],
)  # fmt: skip
def test_parts_of_an_address_in_columns_of_their_own_have_their_full_names(told, full):
    row = normalise_row(plan_for(["姓名", "省份", "城市"]), Row(2, ["张伟", *told]))
    (address,) = row.fields["contacts.addresses"]
    assert (address["province"] or "", address["city"] or "") == full


def test_a_number_that_does_not_say_what_it_is_is_what_its_column_says():
    plan = plan_for(["姓名", "手機", "公司電話"], [["張偉"], ["0912345678"], ["02-22597277"]])
    row = normalise_row(plan, Row(2, ["張偉", "0990 841 356", "02-22597277"]))
    assert [(phone["value"], phone["type"]) for phone in row.fields["contacts.phones"]] == [
        ("+886990841356", "mobile"), ("+886222597277", "work"),
    ]  # fmt: skip


def test_an_address_of_taiwan_has_a_province_only_where_it_is_written():
    told = {
        "高雄市前鎮區成功二路572號": (None, "高雄市"),
        "臺灣省南投縣南投市中興路1號": ("臺灣省", "南投縣"),
    }
    for text, (province, city) in told.items():
        (address,) = read(姓名="連建志", 地址=text).fields["contacts.addresses"]
        assert (address["country"], address["province"], address["city"]) == ("TW", province, city)
    (address,) = read(姓名="张伟", 地址="杭州市余杭区文一西路1号").fields["contacts.addresses"]
    assert address["province"] == "浙江省"


def test_a_cell_that_names_its_currency_where_others_do_not_is_told_in_full():
    def amounts(*cells):
        plan = plan_for(["姓名", "预计金额（千元）"], [["张伟"] * len(cells), list(cells)])
        rows = [normalise_row(plan, Row(n, ["张伟", cell])) for n, cell in enumerate(cells, 2)]
        return [tuple(row.fields["contacts.expected_amount"].values()) for row in rows]

    assert amounts(60, "35.5", "RMB 80000", "USD 5,000", "¥12", "120k", "RMB 80") == [
        ("60000", "CNY"), ("35500", "CNY"), ("80000", "CNY"), ("5000", "USD"), ("12000", "CNY"), ("120000", "CNY"), ("80000", "CNY"),
    ]  # fmt: skip
    assert amounts("CNY 60", "CNY 35.5", "CNY 80") == [("60000", "CNY"), ("35500", "CNY"), ("80000", "CNY")]
