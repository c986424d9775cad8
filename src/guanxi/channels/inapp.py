"""In-app notifications: told once per reason, read by their person only."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from guanxi.channels.models import Notification
from guanxi.kernel import clock
from guanxi.kernel.errors import register_messages, say
from guanxi.kernel.i18n import L

register_messages(
    {
        "notify_assigned": L(
            "{actor}把“{title}”交给了你", "{actor}把「{title}」交給了你", "{actor} assigned “{title}” to you"
        ),
        "notify_due": L("“{title}”今天到期", "「{title}」今天到期", "“{title}” is due today"),
        "notify_overdue": L("“{title}”已逾期", "「{title}」已逾期", "“{title}” is overdue"),
        "notify_follow_up": L(
            "今天该跟进“{title}”", "今天該跟進「{title}」", "Follow up with “{title}” today"
        ),
        "notify_birthday": L(
            "{title}的生日是{when}", "{title}的生日是{when}", "{title} has a birthday: {when}"
        ),
        "notify_job_done": L("“{title}”已完成", "「{title}」已完成", "“{title}” has finished"),
        "notify_job_failed": L(
            "“{title}”没有完成：{why}", "「{title}」沒有完成：{why}", "“{title}” did not finish: {why}"
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to tell one person; `effect` is the reason's key, told at most once."""

    user_id: int
    kind: str
    params: dict[str, Any] = field(default_factory=dict)
    module: str = ""
    record_id: int | None = None
    effect: str | None = None


def notify(notices: Iterable[Notice]) -> None:
    """Tell people, in the running transaction; a reason already told is passed over."""
    moment = clock.now()
    rows = [
        Notification(
            user_id=item.user_id,
            kind=item.kind,
            params=item.params,
            module=item.module,
            record_id=item.record_id,
            effect=item.effect,
            at=moment,
        )
        for item in notices
    ]
    Notification.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)


def inbox(user_id: int, before_id: int | None, limit: int) -> list[Notification]:
    """The newest notifications of a person, older than `before_id` when given."""
    rows = Notification.objects.filter(user_id=user_id)
    if before_id is not None:
        rows = rows.filter(id__lt=before_id)
    return list(rows.order_by("-id")[:limit])


def unread(user_id: int) -> int:
    """How many notifications a person has not read (at most 100 are counted)."""
    rows = Notification.objects.filter(user_id=user_id, read_at__isnull=True)
    return rows.values("pk")[:100].count()


def mark_read(user_id: int, ids: Iterable[int] | None) -> None:
    """Mark notifications of a person as read; all of them when `ids` is None."""
    rows = Notification.objects.filter(user_id=user_id, read_at__isnull=True)
    if ids is not None:
        rows = rows.filter(id__in=list(ids))
    rows.update(read_at=clock.now())


def text_of(item: Notification, locale: str) -> str:
    """What the person reads."""
    return say(f"notify_{item.kind}", locale, item.params)
