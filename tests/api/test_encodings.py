"""A caller who refuses gzip does not get it."""

import pytest
from tests.api.company import Company

from guanxi.api.encodings import accepted


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("gzip, br", {"gzip", "br"}), ("gzip;q=0", set()), ("br;q=1.0, gzip; q=0.000", {"br"}), ("GZIP;q=0.1", {"gzip"}),
        ("", set()), ("*;q=0", set()), ("gzip;level=1;q=0.5", {"gzip"}), (";q=0,,", set()),
    ],
)  # fmt: skip
def test_what_is_taken(header: str, found: set[str]) -> None:
    assert accepted(header) == found


def test_the_schema_comes_as_it_is_asked_for(company: Company) -> None:
    for header, encoding in (("gzip", "gzip"), ("gzip;q=0", None), ("br;q=1, gzip;q=0.0", None)):
        found = company.call("sales", "get", "/schema", accept_encoding=header)
        assert (found.status_code, found.headers.get("Content-Encoding")) == (200, encoding)
