"""Dates: every usual way of writing one day, and a clear no to what is no day or could be two."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanxi.kernel.text import ValueFault, infer_order, parse_date, parse_datetime


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2023年5月1日", "2023-05-01"), ("2023.5.1", "2023-05-01"), ("2023-05-01", "2023-05-01"), ("20230501", "2023-05-01"),
        (20230501, "2023-05-01"), (20230501.0, "2023-05-01"), ("44972", "2023-02-15"), (45371.0, "2024-03-20"),
        ("45000.75", "2023-03-15"), (date(1965, 5, 19), "1965-05-19"), (datetime(1965, 5, 19, 9, 0), "1965-05-19"),  # noqa: DTZ001
        ("1973-02-05 10:01:00", "1973-02-05"), ("2023/5/1 0:00:00", "2023-05-01"), ("2023-05-05T00:03:00+08:00", "2023-05-05"),
        ("２０２３－１０－１９", "2023-10-19"), ("二〇二三年八月二十二日", "2023-08-22"), ("一九七一年二月十四日", "1971-02-14"),
        ("二零二三年十二月三十一日", "2023-12-31"), ("民國112年1月12日", "2023-01-12"), ("民国112/1/12", "2023-01-12"),
        ("112.1.12", "2023-01-12"), ("112年1月12日", "2023-01-12"), ("民國元年1月1日", "1912-01-01"),
        ("1120501", "2023-05-01"), (1120501.0, "2023-05-01"), ("0990501", "2010-05-01"), ("民國一一二年五月一日", "2023-05-01"),
        ("民國一百一十二年十二月三十一日", "2023-12-31"), ("2023. 5. 1", "2023-05-01"), ("2023-05-01T08:00:00.000Z", "2023-05-01"),
        ("25/12/2023", "2023-12-25"), ("12/25/2023", "2023-12-25"), ("3/3/2023", "2023-03-03"), ("85/5/1", "1985-05-01"),
        ("1-May-23", "2023-05-01"), ("May 1, 2023", "2023-05-01"), ("Monday, 1 May 2023", "2023-05-01"),
        ("2023年5月1日（周一）", "2023-05-01"), ("2023年5月1日 星期一 下午3:05", "2023-05-01"), (" 2023-5-1\u200b", "2023-05-01"),
    ],
)  # fmt: skip
def test_days(raw: object, day: str) -> None:
    assert parse_date(raw).isoformat() == day


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("2023/13/01", "invalid_date"), ("2024-02-30", "invalid_date"), ("2024年6月31日", "invalid_date"), ("20230230", "invalid_date"),
        ("1900-01-00", "invalid_date"), ("0000-00-00", "invalid_date"), ("9999-12-31", "invalid_date"), ("13/13/2023", "invalid_date"),
        ("1121332", "invalid_date"), ("2023年5月1日前", "not_a_date"),
        ("待定", "not_a_date"), ("TBD", "not_a_date"), ("去年底", "not_a_date"), ("上个月", "not_a_date"), ("不详", "not_a_date"),
        ("", "not_a_date"), ("-", "not_a_date"), ("张三", "not_a_date"), (5, "not_a_date"), (float("nan"), "not_a_date"),
        (True, "not_a_date"), (None, "not_a_date"), ("2023.5.1-2023.5.3", "not_a_date"), ("2023年5月上旬", "not_a_date"),
        ("5月1日", "incomplete_date"), ("2023年", "incomplete_date"), ("2023-05", "incomplete_date"), (2023, "incomplete_date"),
        ("202305", "incomplete_date"), ("23/5/1", "ambiguous"), ("5/1/2023", "ambiguous"), ("23年5月1日", "ambiguous"),
        ("230501", "ambiguous"),
    ],
)  # fmt: skip
def test_what_is_no_day_or_two(raw: object, code: str) -> None:
    with pytest.raises(ValueFault) as fault:
        parse_date(raw)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("raw", "order", "day"),
    [
        ("23/5/1", "ymd", "2023-05-01"), ("5/1/2023", "dmy", "2023-01-05"), ("5/1/2023", "mdy", "2023-05-01"),
        ("5/1/23", "mdy", "2023-05-01"), ("99/1/12", "roc", "2010-01-12"), ("99年1月12日", "roc", "2010-01-12"),
        ("2023-05-01", "dmy", "2023-05-01"), ("25/12/2023", "mdy", "2023-12-25"),
        ("24年3月28日", "common", "2024-03-28"), ("83年5月1日", "common", "1983-05-01"), ("85/12/23", "common", "1985-12-23"),
    ],
)  # fmt: skip
def test_the_order_of_the_column_decides(raw: str, order: str, day: str) -> None:
    assert parse_date(raw, order).isoformat() == day


@pytest.mark.parametrize(
    ("samples", "order"),
    [
        (["5/25/2023", "1/2/2023"], "mdy"), (["25/5/2023", "1/2/2023"], "dmy"), (["1/2/2023", "3/4/2023"], None),
        (["25/1/2023", "1/25/2023"], None), (["23/5/1"], None), (["112/1/2", "99/3/4"], "roc"), (["85/5/1", "3/4/5"], "ymd"),
        ([f"23/{1 + n % 12}/{1 + n * 3 % 28}" for n in range(20)], "ymd"),
        ([f"{1 + n * 3 % 28}/{1 + n % 12}/23" for n in range(20)], "dmy"),
        (["2023-01-01", "待定", None, 45000], None), ([], None), (["5/25/23", "6/31/23"], "mdy"),
    ],
)  # fmt: skip
def test_a_column_tells_its_order_or_not(samples: list[object], order: str | None) -> None:
    assert infer_order(samples) == order


def test_both_date_systems() -> None:
    assert parse_date(39448, date_system=1904) == date(2012, 1, 2)
    assert parse_date(40910) == date(2012, 1, 2)


def test_clocks_and_zones() -> None:
    assert parse_datetime("2023年5月1日 星期一 下午3:05").isoformat() == "2023-05-01T15:05:00"
    assert parse_datetime("2023/5/1 12:30 AM").isoformat() == "2023-05-01T00:30:00"
    assert parse_datetime("2023-05-05T23:03:00+08:00") == datetime(2023, 5, 5, 15, 3, tzinfo=UTC)
    assert parse_datetime(45000.5).isoformat() == "2023-03-15T12:00:00"
    with pytest.raises(ValueFault):
        parse_datetime("2023-05-05 25:00")


@given(st.dates(date(1920, 1, 1), date(2119, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    for shape in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"):
        assert parse_date(day.strftime(shape)) == day
    assert parse_date((day - date(1899, 12, 30)) // timedelta(days=1)) == day
    if day.year >= 2011:
        assert parse_date(f"民國{day.year - 1911}年{day.month}月{day.day}日") == day


@given(
    st.one_of(
        st.text(),
        st.floats(),
        st.integers(),
        st.text(alphabet="0123456789-/.年月日 :上下午民國二三十", max_size=20),
    )
)
def test_any_cell_is_read_or_refused(raw: object) -> None:
    for order in (None, "ymd", "dmy", "mdy", "roc"):
        with contextlib.suppress(ValueFault):
            assert 1850 <= parse_date(raw, order).year <= 2150
        with contextlib.suppress(ValueFault):
            parse_datetime(raw, order)
    infer_order([raw])
