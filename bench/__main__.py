"""`./guanxi bench [--contacts N] [--home DIR] [--json FILE] [--port N]`; `./guanxi bench ui`; `./guanxi bench prove NAME`."""

import argparse
import subprocess
import sys
from pathlib import Path

from bench import audit_cost, import_speed, mutations, prove_import
from bench.home import loaded

PROOFS = {
    "audit-cost": audit_cost.main,
    "import-kill": prove_import.main,
    "import-speed": import_speed.main,
    "mutations": mutations.main,
}


def main() -> int:
    """Make the data when the home is empty, serve it, measure, print the table; or run a proof."""
    if sys.argv[1:2] == ["prove"] and sys.argv[2:3] and sys.argv[2] in PROOFS:
        return PROOFS[sys.argv[2]](sys.argv[3:])
    if sys.argv[1:2] == ["ui"]:
        from bench import ui  # lazy: only this needs a browser

        return ui.main(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="./guanxi bench")
    parser.add_argument("--contacts", type=int, default=1_000_000)
    parser.add_argument("--home", default="var/bench")
    parser.add_argument("--json")
    parser.add_argument("--port", type=int, default=8099)
    args = parser.parse_args()
    environment = loaded(Path(args.home).resolve(), args.contacts)
    return subprocess.call(
        [sys.executable, "-m", "bench.steps", "measure", str(args.contacts), str(args.port), args.json or ""],
        env=environment,
    )


if __name__ == "__main__":
    sys.exit(main())
