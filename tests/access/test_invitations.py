"""Invitations and links for a forgotten password: each opens once, is replaced, is taken back."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.people import person

from guanxi.access import accounts, ways_in
from guanxi.access.directory import belongs
from guanxi.access.models import User
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal
from guanxi.trail.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
WHO = {"name": "测试新人", "username": "newcomer", "locale": "zh-CN"}
PASSWORD, NEW = "korrekt-pferd-9", "batterie-klammer-7"


def test_a_new_link_replaces_the_one_that_was_lost() -> None:
    administrator = person("boss", "administrator")
    user, lost = accounts.invite(administrator, "测试新人", "", None, ["sales"])
    token = ways_in.new_link(administrator, user.pk)
    with pytest.raises(Refusal) as caught:
        accounts.awaited(lost)
    assert caught.value.code == "link_invalid"
    assert accounts.join(token, WHO, PASSWORD).pk == user.pk
    with pytest.raises(Refusal):
        accounts.join(token, WHO, PASSWORD)


def joined(administrator: Actor) -> User:
    """Somebody who was invited and came."""
    _, token = accounts.invite(administrator, "测试新人", "", None, ["sales"])
    return accounts.join(token, WHO, PASSWORD)


def refusal(call: Callable[[], object]) -> tuple[str, int]:
    """How a call is refused."""
    with pytest.raises(Refusal) as caught:
        call()
    return caught.value.code, caught.value.status


def test_who_has_joined_sets_a_new_password_by_a_link() -> None:
    administrator = person("boss", "administrator")
    user = joined(administrator)
    lost = ways_in.new_link(administrator, user.pk)
    token = ways_in.new_link(administrator, user.pk)
    assert accounts.awaited(token).pk == user.pk
    assert refusal(lambda: accounts.join(token, WHO, PASSWORD)) == ("link_invalid", 403)
    assert refusal(lambda: ways_in.new_password(token, "short")) == ("password_weak", 422)
    assert refusal(lambda: ways_in.new_password(lost, NEW)) == ("link_invalid", 403)
    assert ways_in.new_password(token, NEW).check_password(NEW)
    assert refusal(lambda: ways_in.new_password(token, NEW)) == ("link_invalid", 403)
    told = (
        AuditRow.objects.filter(module="users", record_id=user.pk)
        .order_by("pk")
        .values_list("verb", "actor_id")
    )
    assert list(told)[-3:] == [
        ("password_link", administrator.user_id), ("password_link", administrator.user_id), ("password", None)
    ]  # fmt: skip


def test_a_link_for_a_password_is_of_a_day_and_for_who_may_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    administrator = person("boss", "administrator")
    user = joined(administrator)
    token = ways_in.new_link(administrator, user.pk)
    accounts.change_person(administrator, user.pk, active=False)
    assert refusal(lambda: accounts.awaited(token)) == ("link_invalid", 403)
    assert refusal(lambda: ways_in.new_password(token, NEW)) == ("link_invalid", 403)
    assert refusal(lambda: ways_in.new_link(administrator, user.pk)) == ("person_inactive", 409)
    accounts.change_person(administrator, user.pk, active=True)
    later = clock.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert refusal(lambda: ways_in.new_password(token, NEW)) == ("link_invalid", 403)


def test_an_invitation_is_withdrawn_and_made_again() -> None:
    administrator = person("boss", "administrator")
    user, token = accounts.invite(administrator, "测试新人", "", None, ["sales"])
    ways_in.withdraw(administrator, user.pk)
    ways_in.withdraw(administrator, user.pk)
    assert refusal(lambda: accounts.join(token, WHO, PASSWORD)) == ("link_invalid", 403)
    assert AuditRow.objects.filter(record_id=user.pk, verb="withdraw").count() == 1
    assert not User.objects.filter(belongs(), pk=user.pk).exists()
    assert not accounts.change_person(administrator, user.pk, active=True).is_active
    again = ways_in.new_link(administrator, user.pk)
    assert User.objects.filter(belongs(), pk=user.pk).exists()
    assert accounts.join(again, WHO, PASSWORD).is_active


def test_a_link_for_a_password_is_taken_back() -> None:
    administrator = person("boss", "administrator")
    user = joined(administrator)
    token = ways_in.new_link(administrator, user.pk)
    ways_in.withdraw(administrator, user.pk)
    assert refusal(lambda: ways_in.new_password(token, NEW)) == ("link_invalid", 403)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_only_who_administers_people_makes_links() -> None:
    user, _ = accounts.invite(person("boss", "administrator"), "测试新人", "", None, ["sales"])
    with pytest.raises(Forbidden):
        ways_in.new_link(person("director", "director"), user.pk)
    with pytest.raises(NotFound):
        ways_in.new_link(person("boss2", "administrator"), 999_999)
    with pytest.raises(Forbidden):
        ways_in.withdraw(person("director2", "director"), user.pk)
    with pytest.raises(NotFound):
        ways_in.withdraw(person("boss3", "administrator"), 999_999)
