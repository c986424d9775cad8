"""Unified social credit codes: the check character finds every single slip and swap."""

import contextlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from guanxi.kernel.text import ValueFault, parse_credit_code
from guanxi.kernel.text.credit_code import _ALPHABET, credit_check_character, organisation_code

# The example of the standard's kind: made-up body, right check characters.
_GOOD = "91350100M000100Y43"


def _bodies() -> st.SearchStrategy[str]:
    head = st.sampled_from(["91", "92", "93", "11", "12", "51", "52", "Y1"])
    return st.builds(
        lambda kind, region, rest: f"{kind}{region:06d}{rest}",
        head,
        st.integers(110000, 659999),
        st.text(alphabet=_ALPHABET, min_size=9, max_size=9),
    )


def test_a_known_code() -> None:
    assert parse_credit_code(_GOOD) == _GOOD
    assert parse_credit_code(" 统一社会信用代码：９１３５０１００-m000100y43\u200b") == _GOOD
    assert organisation_code(_GOOD) == "M000100Y4"
    assert organisation_code("91350100M000100Y" + "5" + "3") is None


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("91350100M000100Y44", "invalid_check_digit"),
        ("91350100M000100Y4", "invalid_length"),
        ("", "invalid_length"),
        ("9135O100M000100Y43", "invalid_character"),
        ("AC350100M000100Y43", "invalid_check_digit"),
        ("无", "invalid_length"),
    ],
)
def test_what_is_no_code(raw: str, code: str) -> None:
    with pytest.raises(ValueFault) as fault:
        parse_credit_code(raw)
    assert fault.value.code == code


@given(_bodies(), st.integers(0, 17), st.sampled_from(_ALPHABET))
def test_every_single_slip_is_found(body: str, position: int, other: str) -> None:
    good = body + credit_check_character(body)
    assert parse_credit_code(good) == good
    assume(good[position] != other)
    with pytest.raises(ValueFault):
        parse_credit_code(good[:position] + other + good[position + 1 :])


@given(st.text())
def test_any_text_is_read_or_refused(raw: str) -> None:
    with contextlib.suppress(ValueFault):
        assert len(parse_credit_code(raw)) == 18
