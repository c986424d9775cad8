"""A verb is a file."""

import subprocess
import sys

from guanxi.app.cli.loader import all_verbs, split


def test_every_verb_has_a_sentence_of_help() -> None:
    assert not [verb.path for verb in all_verbs().values() if not verb.help().endswith((".", ")"))]


def test_names_of_several_words() -> None:
    verb, rest = split(["build-web", "--now"])
    assert (verb and verb.name, rest) == ("build_web", ["--now"])
    assert split(["build", "web"])[0] == verb
    assert split(["nonsense"])[0] is None
    assert split(["--help"])[0] is None


def test_overview_and_unknown_verb() -> None:
    command = [sys.executable, "-m", "guanxi.app.cli"]
    overview = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True)
    assert "  run " in overview.stdout
    assert subprocess.run([*command, "nonsense"], capture_output=True, check=False).returncode == 2
