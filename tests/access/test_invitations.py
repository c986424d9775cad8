"""Invitations: a link opens once, and a lost one is replaced."""

import pytest
from tests.people import person

from guanxi.access import accounts
from guanxi.kernel.errors import Forbidden, NotFound, Refusal

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WHO = {"name": "测试新人", "username": "newcomer", "locale": "zh-CN"}
PASSWORD = "korrekt-pferd-9"


def test_a_new_link_replaces_the_one_that_was_lost() -> None:
    administrator = person("boss", "administrator")
    user, lost = accounts.invite(administrator, "测试新人", "", None, ["sales"])
    token = accounts.invite_again(administrator, user.pk)
    with pytest.raises(Refusal) as caught:
        accounts.invited(lost)
    assert caught.value.code == "link_invalid"
    assert accounts.join(token, WHO, PASSWORD).pk == user.pk
    with pytest.raises(Refusal):
        accounts.join(token, WHO, PASSWORD)


def test_who_has_joined_gets_no_link_even_when_deactivated() -> None:
    administrator = person("boss", "administrator")
    user, token = accounts.invite(administrator, "测试新人", "", None, ["sales"])
    accounts.join(token, WHO, PASSWORD)
    for active in (True, False):
        accounts.change_person(administrator, user.pk, active=active)
        with pytest.raises(Refusal) as caught:
            accounts.invite_again(administrator, user.pk)
        assert (caught.value.code, caught.value.status) == ("already_joined", 409)


def test_only_who_administers_people_makes_links() -> None:
    user, _ = accounts.invite(person("boss", "administrator"), "测试新人", "", None, ["sales"])
    with pytest.raises(Forbidden):
        accounts.invite_again(person("director", "director"), user.pk)
    with pytest.raises(NotFound):
        accounts.invite_again(person("boss2", "administrator"), 999_999)
