"""On whose behalf a verb works, and how it waits for what it asked for."""

import time
from collections.abc import Callable

from guanxi.access.models import User
from guanxi.access.rights import actor_of
from guanxi.jobs.models import FINISHED, Job
from guanxi.jobs.worker import run_until_idle, worker_alive
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Refusal, register_messages
from guanxi.kernel.i18n import L

POLL_SECONDS = 0.2

register_messages(
    {
        "unknown_username": L(
            "没有登录名为“{value}”的在用账号。",
            "沒有登入名稱為「{value}」的使用中帳號。",
            "There is no active account with the login name “{value}”.",
        ),
    }
)


def user_named(username: str) -> User:
    """The active user with this login name. Raises Refusal."""
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None:
        raise Refusal("unknown_username", "user", value=username[:80])
    return user


def actor_named(username: str) -> Actor:
    """The actor for a login name: a verb may do no more than that person. Raises Refusal."""
    return actor_of(user_named(username).pk, "cli")


def finish(job_id: int, watch: Callable[[Job], None] = lambda row: None) -> Job:
    """The job when it has ended: a living worker does it; without one it is done here."""
    while True:
        row = Job.objects.get(pk=job_id)  # per chunk: a look at one row, again and again
        watch(row)
        if row.state in FINISHED:
            return row
        if worker_alive() or not run_until_idle(limit=1):
            time.sleep(POLL_SECONDS)
