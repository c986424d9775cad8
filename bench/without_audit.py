"""`python -m bench.without_audit --port N`: the server as `./guanxi run` starts it, with the audit taken out, to measure what it costs.

For measurements alone: the product has no such switch. What is taken out is everything that the audit adds to a request and to
the worker: telling what changed, its rows, notes of reading, the seal.
"""

import argparse
import sys
from typing import Any

from guanxi.app.cli.plain import run

SEEN = ("opened", "searched", "looked_for", "downloaded", "refused", "looked_into_audit")
_with_all = run._children


def main(words: list[str]) -> int:
    """Serve without the audit until told to stop."""
    parser = argparse.ArgumentParser(prog="bench.without_audit")
    run.configure(parser)
    run._children = _without
    return run.run(parser.parse_args(words))


def _without(*given: Any) -> Any:
    """The processes, of which each is a fork of this one and has what is changed here."""
    children = _with_all(*given)
    from guanxi.api import seen  # lazy: it needs Django
    from guanxi.records import sealing, service  # lazy: as above

    service.steps.audit = lambda batch: None
    sealing.seal = lambda: 0
    for name in SEEN:
        setattr(seen, name, lambda *_: None)
    return children


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
