"""CSV of any usual encoding and delimiter: the right text, or a note at the exact row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.exchange.readers import Choice, FileFault, read_rows, survey
from guanxi.exchange.readers.delimiter import opens_quote, sniff
from guanxi.exchange.readers.encoding import detect

SIMPLE = "姓名,公司,电话\r\n张三,杭州明德机电设备科技有限公司,13800138000\r\n李四,北京启航精密仪器有限公司,010-12345678\r\n"
TRADITIONAL = "姓名,公司名稱,備註\r\n陳大文,許功蓋股份有限公司,功能\r\n王小明,鼎新電腦,許願餐廳\r\n"


def write(tmp_path, data: bytes):
    path = tmp_path / "file.csv"
    path.write_bytes(data)
    return path


def cells(path, choice=None):
    return [r.cells for r in read_rows(path, "0", choice)]


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gbk", "gb18030"])
def test_simplified_text(tmp_path, name):
    path = write(tmp_path, SIMPLE.encode(name))
    assert cells(path)[1] == ["张三", "杭州明德机电设备科技有限公司", "13800138000"]


@pytest.mark.parametrize("name", ["utf-8", "utf-16", "big5", "cp950", "gbk", "big5hkscs"])
def test_traditional_text_with_a_backslash_as_second_byte(tmp_path, name):
    path = write(tmp_path, TRADITIONAL.encode(name))
    assert cells(path)[1:] == [["陳大文", "許功蓋股份有限公司", "功能"], ["王小明", "鼎新電腦", "許願餐廳"]]


def test_accents(tmp_path):
    text = "Name,City\nRenée Müller,Zürich\nJosé,São Paulo\n"
    assert cells(write(tmp_path, text.encode("cp1252")))[1:] == [
        ["Renée Müller", "Zürich"],
        ["José", "São Paulo"],
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", "，"])
def test_delimiters(tmp_path, delimiter):
    lines = ["姓名,电话,备注", "张三,13800138000,老客户", '李四,13900139000,"有引号"']
    data = "\n".join(line.replace(",", delimiter) for line in lines).encode()
    path = write(tmp_path, data)
    assert survey(path).info.delimiter == delimiter
    assert cells(path)[2] == ["李四", "13900139000", "有引号"]


def test_a_full_width_comma_in_prose_is_no_delimiter(tmp_path):
    path = write(tmp_path, "姓名,备注\n张三,你好，请回电，谢谢\n李四,好，行，可以\n".encode())
    assert survey(path).info.delimiter == ","


def test_quotes_newlines_and_physical_numbers(tmp_path):
    text = '姓名,备注\r\n张三,"第一行\n第二行，含逗号,和""引号"""\r\n\r\n李四,x\r\n'
    rows = list(read_rows(write(tmp_path, text.encode("gbk")), "0"))
    assert [(r.number, r.cells) for r in rows] == [
        (1, ["姓名", "备注"]),
        (2, ["张三", '第一行\n第二行，含逗号,和"引号"']),
        (3, []),
        (4, ["李四", "x"]),
    ]


def test_a_quote_that_never_closes_harms_its_row_only(tmp_path):
    text = 'a,b\n1,"open\n2,two\n3,"three"\n4,four\n'
    rows = list(read_rows(write(tmp_path, text.encode()), "0"))
    blamed = [r.number for r in rows if "unclosed_quote" in r.notes]
    assert blamed[:1] == [2]
    assert ["4", "four"] in [r.cells for r in rows]
    assert ["2", "two"] in [r.cells for r in rows]


def test_an_inch_mark_inside_a_field_is_text(tmp_path):
    assert cells(write(tmp_path, b'a,b\n5" disk,1\nx,2\n'))[1:] == [['5" disk', "1"], ["x", "2"]]


def test_one_bad_row_is_named_and_the_others_are_right(tmp_path):
    lines = SIMPLE.encode().splitlines(keepends=True) * 5
    lines[3] = "王五,坏编码公司,1\r\n".encode("gbk")
    rows = list(read_rows(write(tmp_path, b"".join(lines)), "0"))
    assert [r.number for r in rows if "bad_encoding" in r.notes] == [4]
    assert rows[4].cells[0] == "张三"


def test_replacement_characters_are_reported(tmp_path):
    rows = list(read_rows(write(tmp_path, "姓名,电话\n张\ufffd,1\n李四,2\n".encode()), "0"))
    assert [r.notes for r in rows] == [(), ("lossy_text",), ()]


def test_nul_bytes_are_removed_and_told(tmp_path):
    rows = list(read_rows(write(tmp_path, b"name,phone\nAda\x00,1\nBob,2\n"), "0"))
    assert rows[1].cells == ["Ada", "1"]
    assert rows[1].notes == ("nul_removed",)


def test_a_person_may_choose(tmp_path):
    path = write(tmp_path, SIMPLE.encode("gbk"))
    assert cells(path, Choice(encoding="gb18030", delimiter=","))[1][0] == "张三"
    with pytest.raises(FileFault):
        cells(path, Choice(encoding="no-such-code"))


def test_the_separator_directive_of_excel(tmp_path):
    path = write(tmp_path, b"sep=;\na;b\n1;2\n")
    assert cells(path) == [[], ["a", "b"], ["1", "2"]]


def test_old_line_ends(tmp_path):
    assert cells(write(tmp_path, b"a,b\r1,2\r3,4\r")) == [["a", "b"], ["1", "2"], ["3", "4"]]


def test_resuming_after_a_row(tmp_path):
    path = write(tmp_path, b"a,b\n1,2\n3,4\n5,6\n")
    assert [r.number for r in read_rows(path, "0", after=2)] == [3, 4]


names = st.text(
    alphabet="赵钱孙李周吴郑王冯陈张三李四伟芳娜敏静丽强磊军洋勇艳杰娟涛明超", min_size=2, max_size=4
)
places = st.sampled_from(["北京启航精密仪器有限公司", "上海星辰软件公司", "深圳明德物流", "客户经理"])


@given(
    st.lists(st.tuples(names, places), min_size=3, max_size=30),
    st.sampled_from(["gb18030", "utf-8", "utf-16"]),
)
def test_detection_of_simplified_files(rows, name):
    data = "姓名,公司\n" + "".join(f"{a},{b}\n" for a, b in rows)
    found = detect(data.encode(name), whole=True)
    assert data.encode(name).decode(found).lstrip("\ufeff") == data


trad = st.text(
    alphabet="陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高", min_size=2, max_size=4
)


@given(st.lists(trad, min_size=3, max_size=30), st.sampled_from(["cp950", "utf-8"]))
def test_detection_of_traditional_files(rows, name):
    data = "姓名,公司\n" + "".join(f"{a},股份有限公司\n" for a in rows)
    assert data.encode(name).decode(detect(data.encode(name), whole=True)) == data


def test_open_quotes():
    assert opens_quote('a,"b', ",")
    assert not opens_quote('a,"b"', ",")
    assert not opens_quote('a,b"', ",")
    assert opens_quote('a,"b""', ",")
    assert not opens_quote('"a","b""c"', ",")


def test_sniffing_one_column():
    assert sniff(["姓名\n", "张三\n"]) == ","
