"""Entry: find the verb, read its options, run it."""

import argparse
import sys

from guanxi.app.cli.loader import all_verbs, split
from guanxi.kernel.errors import Refusal


def main(words: list[str]) -> int:
    """Run the verb that `words` name and return its exit code (2 for an unknown one)."""
    verb, rest = split(words)
    if verb is None:
        print_overview()
        return 0 if not words or words[0] in {"-h", "--help", "help"} else 2
    parser = argparse.ArgumentParser(prog=f"./guanxi {verb.name.replace('_', ' ')}", description=verb.help())
    module = verb.load()
    module.configure(parser)
    # A verb that hands its words over reads them itself.
    raw = getattr(module, "RAW", False)
    try:
        return module.run(argparse.Namespace(words=rest) if raw else parser.parse_args(rest))
    except Refusal as refusal:
        print(f"guanxi: {refusal.message('en')} ({refusal.code})", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def print_overview() -> None:
    """All verbs with what they do."""
    print("Guanxi 关系\n\nusage: ./guanxi VERB …   (./guanxi VERB --help)\n")
    for stem, verb in sorted(all_verbs().items()):
        print(f"  {stem.replace('_', ' '):<18} {verb.help()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
