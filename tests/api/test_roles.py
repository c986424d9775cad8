"""Roles as the screens of administrators ask for them."""

import pytest
from tests.api.browser import Browser, employed

from guanxi.access.models import Post, Role, User

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def roles(browser: Browser) -> dict[str, dict[str, object]]:
    return {one["key"]: one for one in browser.api("get", "/roles").json()["roles"]}


def test_a_role_tells_how_many_hold_it_by_themselves_or_by_their_post() -> None:
    boss = employed("boss", "administrator")
    for name in ("ming", "hua", "gone"):
        employed(name, "sales")
    User.objects.filter(username="gone").update(is_active=False)
    post = Post.objects.create(name="区域经理")
    post.roles.set(Role.objects.filter(key__in=("manager", "sales")))
    User.objects.filter(username="ming").update(post=post)
    found = roles(boss)
    assert [found[key]["held"] for key in ("administrator", "sales", "manager", "service")] == [1, 2, 1, 0]
    assert found["sales"]["rights"]["*"]["view"] == "own"
    assert found["sales"]["id"] == str(Role.objects.get(key="sales").pk)


def test_others_learn_only_what_roles_are_called() -> None:
    assert all(set(one) == {"key", "label"} for one in roles(employed("ming", "sales")).values())
