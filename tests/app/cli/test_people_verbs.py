"""Accounts and tokens from the command line."""

import io
import subprocess
import sys

import pytest

from guanxi.access.models import Invitation, User
from guanxi.access.tokens import bearer
from guanxi.app.cli.__main__ import main
from guanxi.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
CREATE = ["user", "create", "--username", "lin.qing", "--role", "sales", "--role", "manager"]


def test_user_with_a_password(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a-rather-long-word-7\nsecond line\n"))
    assert main([*CREATE, "--name", "林青", "--password-stdin"]) == 0
    user = User.objects.get(username="lin.qing")
    assert (user.name, user.name_pinyin, user.is_active) == ("林青", "linqing", True)
    assert user.check_password("a-rather-long-word-7")
    assert {role.key for role in user.roles.all()} == {"sales", "manager"}
    assert "a-rather" not in capsys.readouterr().out


def test_a_weak_password_makes_nobody(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("short\n"))
    assert main([*CREATE, "--password-stdin"]) == 1
    assert "password_weak" in capsys.readouterr().err
    assert not User.objects.exists()


def test_without_a_password_a_link_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(CREATE) == 0
    printed = capsys.readouterr().out
    assert "/join?token=" in printed
    assert "username=lin.qing" in printed
    assert Invitation.objects.filter(purpose="join").count() == 1
    assert main([*CREATE[:4], "--role", "nobody-knows"]) == 1


def test_token_is_the_last_word(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("a-rather-long-word-7\n"))
    main([*CREATE, "--password-stdin"])
    capsys.readouterr()
    assert main(["token", "create", "--user", "LIN.qing", "--name", "erp", "--days", "30"]) == 0
    token = capsys.readouterr().out.split()[-1]
    import hashlib  # lazy: only here

    found = bearer(hashlib.sha256(token.encode()).hexdigest())
    assert found is not None
    assert (found.user_id, found.scopes) == (User.objects.get(username="lin.qing").pk, None)
    main(["token", "create", "--user", "lin.qing", "--name", "erp", "--scope", "export"])
    narrow = bearer(hashlib.sha256(capsys.readouterr().out.split()[-1].encode()).hexdigest())
    assert narrow is not None
    assert narrow.scopes == {"read", "export"}


def test_an_unknown_person(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["token", "create", "--user", "nobody", "--name", "x"]) == 1
    assert "unknown_username" in capsys.readouterr().err
    assert Refusal("unknown_username", value="x").message("en").startswith("There is no active account")


@pytest.mark.parametrize("verb", ["user create", "token create", "import", "export"])
def test_verbs_explain_themselves(verb: str) -> None:
    command = [sys.executable, "-m", "guanxi.app.cli", *verb.split(), "--help"]
    assert "--user" in subprocess.run(command, capture_output=True, text=True, check=True).stdout
