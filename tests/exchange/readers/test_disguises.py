"""Files that are named .xls and are something else."""

from datetime import date

import pytest

from guanxi.exchange.readers import CellError, FileFault, read_rows, survey

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}"><style>td{{x:y}}</style></head>
<body><table border=1><tr><th rowspan=2>姓名</th><th colspan=2>联系方式</th></tr><tr><td>手机<td>邮箱</td></tr>
<tr><td>张三 &amp; 李四</td><td style="vnd.ms-excel.numberformat:@">13800138000</td><td>a@example.com<br>第二行</td></tr>
<tr><td></td></tr><tr><td>王五</td></tr></table></body></html>"""

WORKBOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="客户"><Table><Column ss:Index="2" ss:Hidden="1"/>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">标题</Data></Cell></Row>
<Row ss:Index="3" ss:Hidden="1"><Cell><Data ss:Type="String">张三</Data></Cell>
<Cell ss:Index="3"><Data ss:Type="Number">13800138000</Data></Cell>
<Cell><Data ss:Type="DateTime">2024-03-01T00:00:00.000</Data></Cell><Cell><Data ss:Type="Error">#REF!</Data></Cell></Row>
</Table></Worksheet><Worksheet ss:Name="空"><Table/></Worksheet></Workbook>"""


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("big5", "cp950")]
)
def test_a_page_with_a_table(tmp_path, charset, encoding):
    path = tmp_path / "导出.xls"
    text = PAGE.format(charset=charset)
    text = (
        text.replace("联", "聯").replace("机", "機").replace("邮", "郵").replace("张", "張")
        if charset == "big5"
        else text
    )
    path.write_bytes(text.encode(encoding))
    seen = survey(path)
    assert seen.info.format == "html"
    assert seen.info.sheets[0].merges == [(1, 0, 2, 0), (1, 1, 1, 2)]
    rows = {r.number: r.cells for r in seen.rows["0"]}
    assert rows[2][0] is None
    assert rows[3][1:] == ["13800138000", "a@example.com\n第二行"]
    assert rows[3][0].endswith("三 & 李四")
    assert rows[5] == ["王五"]
    assert 4 not in rows


def test_a_workbook_in_xml(tmp_path):
    path = tmp_path / "book.xls"
    path.write_text(WORKBOOK, encoding="utf-8")
    seen = survey(path)
    sheet = seen.info.sheets[0]
    assert (sheet.name, sheet.merges, sheet.hidden_columns) == ("客户", [(1, 0, 1, 1)], [1])
    rows = list(read_rows(path, "0"))
    assert [(r.number, r.notes) for r in rows] == [(1, ()), (3, ("hidden",))]
    assert rows[1].cells == ["张三", None, 13800138000, date(2024, 3, 1), CellError("#REF!")]
    assert list(read_rows(path, "1")) == []


def test_other_markup_is_refused(tmp_path):
    path = tmp_path / "feed.xls"
    path.write_text("<?xml version='1.0'?><rss/>")
    with pytest.raises(FileFault) as caught:
        survey(path)
    assert caught.value.kind == "unsupported"


def test_a_csv_named_xls(tmp_path):
    path = tmp_path / "a.xls"
    path.write_bytes("姓名\t手机\n张三\t13800138000\n".encode("gbk"))
    assert survey(path).rows["0"][1].cells == ["张三", "13800138000"]
