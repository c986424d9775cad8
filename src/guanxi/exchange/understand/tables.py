"""Where the table of a sheet begins, and which of its rows are data.

A sheet is read as a person reads it: a title or two, one or two header rows, data, and in
between repeated headers, blank rows, totals and, at the end, notes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from guanxi.exchange.readers import Cell, CellError, Row, SheetInfo
from guanxi.exchange.understand.lexicon import concept_of, known, squeeze, take_apart
from guanxi.exchange.understand.shapes import shape
from guanxi.kernel.text import Unit, unit_in_header

_LOOK = 40
# a table of records says whose they are; a summary by stage or month does not
Words = frozenset[str]
NO_WORDS: Words = frozenset()
_WHOSE = frozenset(
    (
        "name",
        "surname",
        "given_name",
        "company",
        "mobile",
        "phone",
        "email",
        "wechat",
        "external_id",
        "subject",
        "org_code",
    )
)
_HEADER_TEXT = 40
_NEAR = 0.35
_TOTAL = re.compile(
    r"(.{0,12}(小计|小計|合计|合計|总计|總計)|(本页|本頁|本月|年度|部门)?(总和|共计|共計|累计|累計|总数|汇总|平均|平均值|total|grandtotal|subtotal|sum|average))"
    r"(金额|人数|数量)?([(（:：].*)?(\d.*)?(家|人|条|元)?"
)
_SUMMING = re.compile("[计計和共总總数數均汇]|total|sum|aver")
_COUNT = re.compile(
    r"(以上)?(总|總|合|累)?[共计計]+\d+(条|條|家|人|位|名|户|戶|个|個|行|笔|筆)(记录|記錄|客户|客戶|数据|資料|信息)?"
)
# 一、意向客户 / 华东区 / 2024年3月: a line of its own that names the rows below it
_SECTION = re.compile(
    r"([(（]?[一二三四五六七八九十]{1,2}[、.．)）]|第[一二三四五六七八九十\d]+[部组組类類批页頁]|附[:：表录錄件]|\d{1,2}、).*"
    r"|.{1,10}(大区|片区|地区|地區|部门|事业部|销售部|[一二三四五六七八九十\d]部|小组|[一二三四五六七八九十\d]组|类客户|名单|名單|客户群|渠道|季度|客户|客戶)"
    r"|[一二三四五六七八九十]部|表[一二三四五六七八九十\d].*|(星期|周)[一二三四五六日天]|[A-Za-z]"
    r"|(华|東|东|西|南|北|中|華){2,3}[区區]|[A-Za-z][类級级]客?户?|(\d{4}年)?\d{1,2}月份?|\d{4}年度?"
)
_BETWEEN = re.compile(
    r"第?\s*\d+\s*[页頁]?\s*[,，/]?\s*[共/]\s*\d+\s*[页頁]|第\s*\d+\s*[页頁]|page\s*\d+(\s*(of|/)\s*\d+)?|[-—]\s*\d{1,4}\s*[-—]|[\W_]+"
    r"|[(（]?(续|續)(上)?(表|页|頁)?[)）]?|(接|转|轉)(上|下)(页|頁|表)|以下(空白|无正文|無正文|为空|為空).*|.*(自动生成|自動生成|系统导出|系統匯出)[。.]?",
    re.IGNORECASE,
)
_SIGNER = re.compile(
    r"(填表|制表|製表|制单|填报|审核|審核|复核|经办|审批|批准|签字|签名|統計|统计|数据|資料)(人|员|員|日期|时间|部门|单位|截止)[:：]?|总人数|總人數"
)
_SIGNED = re.compile(r"\s*[^\s:：\d@]{1,8}\s*[:：].{0,40}", re.DOTALL)
_NOTE = re.compile(
    r"\s*(注|备注|備註|说明|說明|附注|提示|以上|数据来源|資料來源|来源[:：]|制表|製表|填表|填报|审核|審核|打印|列印|经办|签字|签名|盖章|制单|复核|批准|审批|本表|导出|匯出|统计时间|截至|截止|声明|note|source|\*|※|★)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Table:
    """A found table: header rows, one header text a column, and whether it should be imported by default."""

    header_rows: list[int] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    levels: list[dict[int, str]] = field(default_factory=list)
    first_row: int = 1
    chosen: bool = False
    unit: Unit | None = None

    @property
    def width(self) -> int:
        """How many columns the header has."""
        return len(self.headers)


def texts(row: Row) -> dict[int, str]:
    """Column -> text of the cells that hold something."""
    return {i: str(c).strip() for i, c in enumerate(row.cells) if c is not None and str(c).strip()}


def find_table(sheet: SheetInfo, rows: Sequence[Row], own: Words = NO_WORDS) -> Table:
    """The table of a sheet, judged by its first rows; `own` are a module's own header words, squeezed."""
    rows = [row for row in rows if texts(row)]
    look = rows[:_LOOK]
    scores = [_header_score(row, look[i + 1 : i + 12], own) for i, row in enumerate(look)]
    if not scores:
        return Table()
    top = max(scores)
    if top < 1.0:
        return _headless(sheet, look)
    # a header that is repeated further down may look better there (in one level instead of two)
    best = next(i for i, score in enumerate(scores) if score >= max(1.0, _NEAR * top))
    first, last = _levels(sheet, look, best, own)
    table = Table(header_rows=[row.number for row in look[first : last + 1]], first_row=look[last].number + 1)
    table.groups, table.headers = _headers(sheet, look[first : last + 1])
    table.levels = [{i: squeeze(text) for i, text in texts(row).items()} for row in look[first : last + 1]]
    table.unit = _stated_unit(look[:first])
    _pad(table, look[last + 1 :])
    meant = [concept_of(h) for h in table.headers if h]
    hits = len(meant) - meant.count(None)
    named = sum(1 for h in table.headers if h and _own(h, own))
    hits, whose = max(hits, named), named > 0 or any(concept in _WHOSE for concept in meant)
    table.chosen = not sheet.hidden and whose and hits >= 2 and len(rows) > last + 1
    return table


def _pad(table: Table, data: Sequence[Row]) -> None:
    """Columns without a header that hold data belong to the table; a few overlong records do not make one."""
    while data and table.width < 200:
        wider = sum(1 for row in data if any(c is not None for c in row.cells[table.width :]))
        if not wider or wider < 0.2 * len(data):
            return
        table.headers.append("")
        table.groups.append("")


def _headless(sheet: SheetInfo, look: Sequence[Row]) -> Table:
    width = max(len(row.cells) for row in look)
    chosen = not sheet.hidden and width > 1 and any(_reached(look, column) for column in range(width))
    return Table(headers=[""] * width, groups=[""] * width, first_row=look[0].number, chosen=chosen)


def _reached(rows: Sequence[Row], column: int) -> bool:
    """Whether telephone numbers or addresses of mails stand in the column, as in a list of people."""
    found = [shape(row.cells[column]) for row in rows if column < len(row.cells)]
    held = [kind for kind in found if kind != "blank"]
    return 2 * len(held) >= len(rows) and sum(k in ("phone", "email") for k in held) >= 0.6 * len(held)


def _header_score(row: Row, following: Sequence[Row], own: Words) -> float:
    found = texts(row)
    if not found:
        return 0.0
    labels = [t for i, t in found.items() if _labelish(row.cells[i], own)]
    strange = len(found) - len(labels)
    hits = sum(1 for t in labels if known(t) or _own(t, own))
    distinct = len({squeeze(t) for t in labels})
    if len(found) == 1 and not hits:
        return 0.0
    score = 2.0 * hits + 0.2 * distinct - 2.5 * strange - 1.0 * (len(labels) - distinct)
    # a header stands over rows that look different from itself
    below = [shape(c) for r in following for c in r.cells if c is not None]
    typed = sum(1 for s in below if s in {"phone", "email", "date", "number", "company", "person", "address"})
    score += 1.0 * typed / len(below) if below else -0.5
    return score


def _own(text: str, own: Words) -> bool:
    return bool(own) and take_apart(text).base in own


def _labelish(cell: Cell, own: Words) -> bool:
    """Whether a cell could be a header: a short text that is no value of a telling shape."""
    if not isinstance(cell, str) or len(cell.strip()) > _HEADER_TEXT + 60:
        return False
    if known(cell) or _own(cell, own):
        return True
    return len(cell.strip()) <= _HEADER_TEXT and shape(cell) in {"text", "person", "company", "blank"}


def _levels(sheet: SheetInfo, look: Sequence[Row], best: int, own: Words) -> tuple[int, int]:
    """First and last header row around the best one: merged group cells above, parts of groups below."""
    first = last = best
    if best + 1 < len(look) and _is_sublevel(sheet, look[best], look[best + 1], own):
        last = best + 1
    if first == last and best > 0 and _is_grouplevel(sheet, look[best - 1], look[best], own):
        first = best - 1
    return first, last


def _is_sublevel(sheet: SheetInfo, upper: Row, lower: Row, own: Words) -> bool:
    """Whether `lower` names the parts of groups in `upper`."""
    below = texts(lower)
    if (
        lower.number != upper.number + 1
        or len(below) < 2
        or not all(_labelish(lower.cells[i], own) for i in below)
    ):
        return False
    spans = _spans(sheet, upper.number)
    covered = {c for left, right in spans for c in range(left, right + 1)}
    hits = sum(1 for t in below.values() if known(t) or _own(t, own))
    if covered:
        return bool(covered & set(below)) and hits >= 0.5 * len(below)
    above = texts(upper)
    gaps = [i for i in below if i not in above]
    return bool(gaps) and hits >= 0.7 * len(below)


def _is_grouplevel(sheet: SheetInfo, upper: Row, lower: Row, own: Words) -> bool:
    above = texts(upper)
    if (
        lower.number != upper.number + 1
        or len(above) < 2
        or not all(_labelish(upper.cells[i], own) for i in above)
    ):
        return False
    spans = _spans(sheet, upper.number)
    if spans:
        return True
    below = texts(lower)
    # a column that only the upper row names belongs to the header too
    return any(known(t) and i not in below for i, t in above.items()) and len(above) < len(below)


def _spans(sheet: SheetInfo, row: int) -> list[tuple[int, int]]:
    return [(left, right) for top, left, _, right in sheet.merges if top == row and right > left]


def _headers(sheet: SheetInfo, levels: Sequence[Row]) -> tuple[list[str], list[str]]:
    """Group text and own text of each column."""
    width = max(len(row.cells) for row in levels)
    for top, _, bottom, right in sheet.merges:
        if any(top <= row.number <= bottom for row in levels):
            width = max(width, right + 1) if levels[0].number <= top else width
    lines = [[_text(row, i) for i in range(width)] for row in levels]
    for line, row in zip(lines, levels, strict=True):
        for left, right in _spans(sheet, row.number):
            for i in range(left + 1, min(right + 1, width)):
                line[i] = line[i] or line[left]
    if len(lines) == 1:
        return [""] * width, _trimmed(lines[0])
    upper, lower = lines
    if not _spans(sheet, levels[0].number):
        group = ""
        for i in range(width):
            group = upper[i] or group
            upper[i] = upper[i] or (group if lower[i] else "")
    groups = [up if low and up != low else "" for up, low in zip(upper, lower, strict=True)]
    return groups, [low or up for up, low in zip(upper, lower, strict=True)]


def _text(row: Row, column: int) -> str:
    cell = row.cells[column] if column < len(row.cells) else None
    return " ".join(str(cell).split()) if cell is not None and not isinstance(cell, CellError) else ""


def _trimmed(line: list[str]) -> list[str]:
    while line and not line[-1]:
        line.pop()
    return line


def _stated_unit(above: Sequence[Row]) -> Unit | None:
    """The unit that a line above the header states: 单位：万元."""
    for row in above:
        for text in texts(row).values():
            if re.search(r"(单位|單位|unit)\s*[:：]", text, re.IGNORECASE):
                return unit_in_header(text)
    return None


class RowSorter:
    """Says of each row, in order, whether it is data; if not, why."""

    def __init__(self, table: Table, sheet: SheetInfo) -> None:
        self._table = table
        labels = {i: squeeze(h) for i, h in enumerate(table.headers) if h}
        self._labels = [labels, *table.levels[:-1]] if len(table.levels) > 1 else [labels]
        self._numbers = {i for i, h in enumerate(table.headers) if concept_of(h) == "row_number"}
        self._wide = {top: right - left + 1 for top, left, bottom, right in sheet.merges if right > left}
        self._titles = 0
        self._begun = self._parted = self._elsewhere = False

    def reason(self, row: Row) -> str | None:
        """title, subtitle, header, repeated_header, blank, total_row, footnote or other_table; None for data."""
        found = texts(row)
        if not found:
            self._parted = self._begun
            return "blank"
        if row.number in self._table.header_rows:
            return "header"
        if self._table.header_rows and row.number < self._table.header_rows[0]:
            self._titles += 1
            return "title" if self._titles == 1 else "subtitle"
        if len(found) == 1 and self._only_numbered(row, found):
            return "blank"
        reason = self._judged(row, found)
        self._parted = reason == "subtitle" or (self._parted and reason is not None)
        self._begun = True
        return reason

    def _only_numbered(self, row: Row, found: dict[int, str]) -> bool:
        """Whether nothing but the row's number stands in it, as in forms that are numbered beforehand."""
        (column,) = found
        return column in self._numbers and shape(row.cells[column]) == "number"

    def _judged(self, row: Row, found: dict[int, str]) -> str | None:
        if self._repeats(found):
            self._elsewhere = False
            return "repeated_header"
        # behind a gap or a heading a row of header words begins a table of its own
        if self._parted and self._begins_another(row, found):
            self._elsewhere = True
        if self._elsewhere:
            return "other_table"
        if self._is_total(row, found):
            return "total_row"
        return self._remark(row, found)

    def _repeats(self, found: dict[int, str]) -> bool:
        if len(found) < 2:
            return False
        for labels in self._labels:
            same = sum(1 for i, text in found.items() if labels.get(i) == squeeze(text))
            if len(labels) >= 2 and same >= 0.7 * len(found) and same >= 0.5 * min(len(labels), 4):
                return True
        return False

    def _begins_another(self, row: Row, found: dict[int, str]) -> bool:
        if len(found) < 2 or not self._table.header_rows:
            return False
        if not all(_labelish(row.cells[i], NO_WORDS) for i in found):
            return False
        meant = [text for text in found.values() if known(text)]
        return len(meant) >= 2 and 2 * len(meant) >= len(found)

    def _is_total(self, row: Row, found: dict[int, str]) -> bool:
        first = next(iter(found))
        if not _SUMMING.search(found[first].lower()):
            return False
        text = squeeze(found[first])
        if not _TOTAL.fullmatch(text):
            return len(found) == 1 and _COUNT.fullmatch(text) is not None
        others = [row.cells[i] for i in found if i != first]
        return all(isinstance(c, CellError) or shape(c) in {"number", "blank"} for c in others)

    def _remark(self, row: Row, found: dict[int, str]) -> str | None:
        """A line across the table, a single note or heading in it, or a line of signatures is no record."""
        if len(found) > 1:
            first = next(iter(found.values()))
            if (":" in first or "：" in first) and all(map(_SIGNED.fullmatch, found.values())):
                return "footnote" if any(map(_NOTE.match, found.values())) else None
            few = len(found) <= min(4, self._table.width - 2)
            return "footnote" if few and _SIGNER.fullmatch(first) else None
        ((column, text),) = found.items()
        width = self._table.width
        across = self._wide.get(row.number, 1) >= max(2, width // 2)
        if _NOTE.match(text) and (across or column == 0 or ":" in text or "：" in text):
            return "footnote"
        if width <= 2 or not self._table.header_rows:
            return "subtitle" if across and width > 1 else None
        text = " ".join(text.split())
        if _BETWEEN.fullmatch(text):
            return "footnote"
        return "subtitle" if across or _heads(row.cells[column], text) else None


def _heads(cell: Cell, text: str) -> bool:
    """Whether a line of its own names the rows below it: 华东区, 2024年3月, 公司名称：明德有限公司."""
    label, colon, _ = text.replace("：", ":").partition(":")
    return bool(_SECTION.fullmatch(text)) or shape(cell) == "date" or (bool(colon) and known(label))


def gaps(rows: Iterator[Row], first: int, most: int = 1000) -> Iterator[Row]:
    """The rows with the blank ones between them put back (at most `most` of each gap)."""
    expected = first
    for row in rows:
        for number in range(max(expected, row.number - most), row.number):
            yield Row(number, [])
        expected = row.number + 1
        yield row
