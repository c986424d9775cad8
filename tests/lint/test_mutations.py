"""The proof of mutations explains calls that are there, and few of them."""

import yaml
from bench import mutants, mutations


def test_what_is_explained_is_still_asked() -> None:
    for path in mutants.everywhere():
        mutants.routed(path)
    names = {site.name for site in mutants.INQUIRY.sites}
    explained = yaml.safe_load(mutations.EXPLAINED.read_text(encoding="utf-8"))
    assert set(explained) <= names
    assert len(explained) <= (1 - mutations.SHARE) * len(names)
