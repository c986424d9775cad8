"""Addresses: the parts that the text tells, and an open question where it could be several places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.text.vectors import shared_json

from guanxi.kernel.text import Address, address_line, divisions, parse_address


@pytest.mark.parametrize(
    ("raw", "province", "city", "district", "street"),
    [
        ("浙江省杭州市余杭区文一西路1号", "浙江省", "杭州市", "余杭区", "文一西路1号"),
        ("浙江 / 杭州 / 余杭区 / 文一西路1号", "浙江省", "杭州市", "余杭区", "文一西路1号"),
        ("杭州西湖文三路", "浙江省", "杭州市", "西湖区", "文三路"),
        ("余杭区文一西路1号", "浙江省", "杭州市", "余杭区", "文一西路1号"),
        ("上海浦东新区张江路", "上海市", "上海市", "浦东新区", "张江路"),
        ("上海市/上海市/杨浦区", "上海市", "上海市", "杨浦区", None),
        ("重庆", "重庆市", "重庆市", None, None),
        ("江西省赣州市滨江区科技路114号", "江西省", "赣州市", None, "滨江区科技路114号"),
        ("湖南永州道县寿雁镇", "湖南省", "永州市", "道县", "寿雁镇"),
        ("吉林市船营区", "吉林省", "吉林市", "船营区", None),
        ("海南藏族自治州共和县", "青海省", "海南藏族自治州", "共和县", None),
        ("恩施州利川市", "湖北省", "恩施土家族苗族自治州", "利川市", None),
        ("湖北省襄樊市", "湖北省", "襄阳市", None, None),
        ("江西省余江县", "江西省", "鹰潭市", "余江区", None),
        ("广东省东莞市长安镇", "广东省", "东莞市", None, "长安镇"),
        ("臺北市中正區重慶南路一段122號", "臺灣省", "臺北市", "中正區", "重慶南路一段122號"),
        ("台湾省台北市信义区", "台湾省", "台北市", "信义区", None),
        ("香港灣仔軒尼詩道1號", "香港特別行政區", "香港", "灣仔區", "軒尼詩道1號"),
        ("华东 上海市浦东新区", "上海市", "上海市", "浦东新区", "华东"),
        ("南京路100号", None, None, None, "南京路100号"),
        ("北京西路1号", None, None, None, "北京西路1号"),
        ("No. 1 Main St", None, None, None, "No. 1 Main St"),
        ("", None, None, None, None),
    ],
)  # fmt: skip
def test_parts(
    raw: str, province: str | None, city: str | None, district: str | None, street: str | None
) -> None:
    read = parse_address(raw)
    assert (read.province, read.city, read.district, read.street) == (province, city, district, street)
    assert not read.ambiguous


@pytest.mark.parametrize(
    ("raw", "province", "places"),
    [
        ("朝阳区建国路88号", None, [("北京市", "北京市", "朝阳区"), ("吉林省", "长春市", "朝阳区")]),
        ("江苏省鼓楼区中山路", "江苏省", [("江苏省", "南京市", "鼓楼区"), ("江苏省", "徐州市", "鼓楼区")]),
        ("新竹", "台湾省", [("台湾省", "新竹市"), ("台湾省", "新竹县")]),
    ],
)
def test_several_places_are_an_open_question(
    raw: str, province: str | None, places: list[tuple[str, ...]]
) -> None:
    read = parse_address(raw)
    assert read.ambiguous
    assert (read.province, read.city, read.district) == (province, None, None)
    assert sorted(read.candidates) == sorted(places)


@pytest.mark.parametrize(
    ("raw", "postcode", "country"),
    [
        ("浙江省杭州市余杭区文一西路969号 311121", "311121", "CN"), ("518057 深圳市南山区科技园", "518057", "CN"),
        ("中国江苏省南京市浦口区，解放大道1766号（邮编831037）", "831037", "CN"), ("100臺北市中正區重慶南路", "100", "TW"),
        ("上海市延安西路100号", None, "CN"),
    ],
)  # fmt: skip
def test_postcodes_and_countries(raw: str, postcode: str | None, country: str) -> None:
    read = parse_address(raw)
    assert (read.postcode, read.country) == (postcode, country)
    assert postcode is None or postcode not in (read.street or "")


def test_a_line_shows_no_level_twice() -> None:
    assert address_line(parse_address("上海浦东新区张江路1号")) == "上海市浦东新区张江路1号"
    assert address_line(parse_address("湖北仙桃市沔阳大道")) == "湖北省仙桃市沔阳大道"
    assert address_line(parse_address("江苏省鼓楼区中山路")) == "江苏省鼓楼区中山路"
    assert address_line(Address()) == ""


def test_the_tree_is_whole() -> None:
    tree = divisions()
    assert len(tree) == 34
    assert sum(len(province.children) for province in tree) > 340
    assert sum(len(city.children) for province in tree for city in province.children) > 3200
    taiwan = next(province for province in tree if province.name == "台湾省")
    assert (len(taiwan.children), sum(len(city.children) for city in taiwan.children)) == (22, 368)
    assert next(city.local for city in taiwan.children) == "臺北市"


def test_every_place_is_read_from_its_full_name() -> None:
    for province in divisions():
        for city in province.children:
            for district in city.children:
                read = parse_address(f"{province.name}{city.name}{district.name}某路1号")
                assert (read.province, read.city, read.district) == (province.name, city.name, district.name)


def test_the_shared_vectors() -> None:
    vectors = shared_json("validate", "address_parse.json")
    right = dict.fromkeys(("province", "city", "district"), 0)
    flagged = 0
    for vector in vectors:
        read = parse_address(vector["text"])
        right["province"] += read.province == vector["province"]
        right["city"] += read.city == vector["city"]
        right["district"] += read.district == vector["county"]
        flagged += read.ambiguous == vector["ambiguous_county"]
    share = {part: count / len(vectors) for part, count in right.items()}
    assert share["province"] >= 0.99, share
    assert share["city"] >= 0.98, share
    assert share["district"] >= 0.95, share
    assert flagged / len(vectors) >= 0.99


@given(
    st.one_of(
        st.text(),
        st.text(alphabet="北京上海市朝阳区江苏省南路街县台湾臺中國 ,/0123456789号（）邮编", max_size=40),
    )
)
def test_any_text_is_read(raw: str) -> None:
    read = parse_address(raw)
    assert read.ambiguous == bool(read.candidates)
    assert address_line(read) is not None
