"""Telephone numbers: what is certain is read, what lost a digit is refused, nothing is guessed."""

import contextlib
import itertools
import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.kernel.text.vectors import shared_json

from guanxi.kernel.text import (
    ValueFault,
    display_phone,
    infer_region,
    mask_phone,
    parse_phone,
    read_phones,
    split_phones,
)

_TYPES = {"0": "fixed", "1": "mobile", "3": "toll_free", "4": "premium"}


@pytest.mark.parametrize(
    ("raw", "value", "kind"),
    [
        ("13800138001", "+8613800138001", "mobile"), ("'13800138001", "+8613800138001", "mobile"),
        ("１３８ ００１３ ８００１", "+8613800138001", "mobile"), ("13800138001.0", "+8613800138001", "mobile"),
        (13800138001.0, "+8613800138001", "mobile"), (13800138000, "+8613800138000", "mobile"),
        ("手机：138-0013-8001", "+8613800138001", "mobile"), ("13800138001（微信同号）", "+8613800138001", "mobile"),
        ("13800138001王经理", "+8613800138001", "mobile"), ("tel:+8613800138001", "+8613800138001", "mobile"),
        ("013800138001", "+8613800138001", "mobile"), ("1.3800138001E+10", "+8613800138001", "mobile"),
        ("(0592)8475942 ext 898", "+865928475942;ext=898", "fixed"), ("021-65432100-8001", "+862165432100;ext=8001", "fixed"),
        ("电话:021-65432100转12 (王)", "+862165432100;ext=12", "fixed"), ("０５７１ ６８７４３７８６", "+8657168743786", "fixed"),
        ('="13800138001"', "+8613800138001", "mobile"), ("138٠٠١٣٨٠٠١", "+8613800138001", "mobile"),
        ("138—0013—8001", "+8613800138001", "mobile"),
        ("+8613800138001.0", "+8613800138001", "mobile"), ("＋８６（１０）８８８８－８８８８", "+861088888888", "fixed"),
        ("010-88888888#801", "+861088888888;ext=801", "fixed"), ("010-88888888*801", "+861088888888;ext=801", "fixed"),
        ("0451-86054709（转255）", "+8645186054709;ext=255", "fixed"), ("0451-86054709 (分机：8271)", "+8645186054709;ext=8271", "fixed"),
        ("010-88888888 – 801", "+861088888888;ext=801", "fixed"), ("400-800-1234转1", "+864008001234;ext=1", "service"),
        (75566317521.0, "+8675566317521", "fixed"), ("95588", "95588", "service"), ("400-610-6600", "+864006106600", "service"),
        ("+886-944-636-928", "+886944636928", "mobile"), ("+852 2345 6789", "+85223456789", "fixed"),
        ("+1 (650) 253-0000", "+16502530000", "fixed"),
    ],
)  # fmt: skip
def test_numbers_that_are_certain(raw: str | float, value: str, kind: str) -> None:
    phone = parse_phone(raw)
    assert (phone.value, phone.type) == (value, kind)
    assert parse_phone(phone.value).value == value


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("1669509896", "invalid_length"), ("138001380011", "invalid_length"), ("400-", "invalid_length"),
        ("14009664205", "unknown_prefix"), ("65432100", "missing_area_code"), ("1.38E+10", "scientific_notation_precision_lost"),
        ("138****8000", "not_a_phone"), ("见备注", "not_a_phone"), ("同微信", "not_a_phone"),
        ("1.3800138E10", "scientific_notation_precision_lost"), (13200000000.0, "scientific_notation_precision_lost"),
        (1.38001380011234e17, "scientific_notation_precision_lost"), (138.5, "not_a_phone"), (float("nan"), "not_a_phone"),
        (-13800138001, "not_a_phone"), ("2147483647", "not_a_phone"), ("不详", "not_a_phone"), ("无", "not_a_phone"),
        ("", "not_a_phone"), ("-", "not_a_phone"), ("张三", "not_a_phone"), ("13800138001/13900139001", "ambiguous"),
        ("13800138001 021-65432100", "ambiguous"), ("138o0138001", "not_a_phone"), ("0957142299", "not_a_phone"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_refused(raw: str | float, code: str) -> None:
    with pytest.raises(ValueFault) as fault:
        parse_phone(raw)
    assert fault.value.code == code


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("15132795773/0755-54200697", ["+8615132795773", "+8675554200697"]),
        ("021-62345678/62345679", ["+862162345678", "+862162345679"]),
        ("0592-8475942、8475943转12", ["+865928475942", "+865928475943;ext=12"]),
        ("手机13812345678 座机021-65432100", ["+8613812345678", "+862165432100"]),
        ("13812345678，13912345678；13812345678", ["+8613812345678", "+8613912345678"]),
        ("13800138001(张三)/13900139001(李四)", ["+8613800138001", "+8613900139001"]),
        ("电话：(0571)88888888 手机：13800138001", ["+8657188888888", "+8613800138001"]),
        ("13800138001\n13900139001", ["+8613800138001", "+8613900139001"]),
        ("13800138001或13900139001", ["+8613800138001", "+8613900139001"]),
        ("138-1234-5678 / 139-1234-5678", ["+8613812345678", "+8613912345678"]),
        ("13812345678", ["+8613812345678"]),
        ("13812345678/", ["+8613812345678"]),
    ],
)
def test_cells_with_several_numbers(raw: str, values: list[str]) -> None:
    read = read_phones(raw)
    assert [phone.value for phone in read.found] == values
    assert read.faults == ()


def test_a_bad_part_does_not_hide_the_good_one() -> None:
    read = read_phones("13812345678/1381234567")
    assert [phone.value for phone in read.found] == ["+8613812345678"]
    assert [(part, fault.code) for part, fault in read.faults] == [("1381234567", "invalid_length")]


def test_the_home_of_a_column_is_told_by_its_numbers() -> None:
    assert infer_region(["0957142299", "0970-858-337", "+886-944-636-928", ""]) == "TW"
    assert infer_region(["13812345678", "021-65432100", "无"]) == "CN"
    assert infer_region(["无", ""]) is None
    assert infer_region(["+20 100 123 4567", "55 11 91234-5678"]) is None
    assert parse_phone("0957142299", "TW").e164 == "+886957142299"


@pytest.mark.parametrize(
    ("value", "shown", "covered"),
    [
        ("+8613800138000", "138 0013 8000", "138 **** 8000"),
        ("+862165432100;ext=802", "021 6543 2100 转 802", "021 **** 2100"),
        ("+8675554200697", "0755 5420 0697", "0755 **** 0697"),
        ("+864006106600", "400 610 6600", "400 **** 6600"),
        ("+886944636928", "+886 944 636 928", "+886 **** 928"),
        ("95588", "95588", "***88"),
    ],
)
def test_faces(value: str, shown: str, covered: str) -> None:
    assert (display_phone(value), mask_phone(value)) == (shown, covered)


@given(
    st.one_of(
        st.text(), st.floats(), st.integers(), st.text(alphabet="0123456789+-()/转 eE.;x　１", max_size=30)
    )
)
def test_any_cell_is_read_or_refused(raw: str | float) -> None:
    with contextlib.suppress(ValueFault):
        phone = parse_phone(raw)
        assert phone.e164 is None or (phone.e164.startswith("+") and phone.e164.isascii())
        assert display_phone(phone.value)
        assert mask_phone(phone.value)
    read = read_phones(raw)
    assert read.found or read.faults
    assert isinstance(split_phones(str(raw)), list)


def test_the_shared_vectors() -> None:
    wrong = []
    vectors = shared_json("validate", "phone_vectors_cn.json")
    for vector in vectors:
        expected = (vector["e164"], vector["valid"], vector.get("ext"))
        try:
            phone = parse_phone(vector["raw"])
            got, kind = (phone.e164, True, phone.ext), phone.type
        except ValueFault as fault:
            got, kind = (None, False, None), fault.code
        if got != expected or (vector["valid"] and kind != _TYPES.get(vector["type"], vector["type"])):
            wrong.append((vector, got, kind))
    assert len(wrong) / len(vectors) <= 0.02, wrong


def test_mobiles_take_the_short_way() -> None:
    numbers = (f"138{number:08d}" for number in itertools.count(1))
    assert min(timeit.repeat(lambda: parse_phone(next(numbers)), number=1000, repeat=3)) / 1000 < 100e-6
