"""In-app notifications: told once per reason, read by their person only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
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
        "notify_assigned_many": L(
            "{actor}把 {count} 条{module}交给了你",
            "{actor}把 {count} 筆{module}交給了你",
            "{actor} assigned {count} {count|record|records} to you ({module})",
        ),
        "notify_due": L(
            "任务“{title}”今天到期", "任務「{title}」今天到期", "The task “{title}” is due today"
        ),
        "notify_due_many": L(
            "今天有 {count} 项任务到期",
            "今天有 {count} 項任務到期",
            "{count} {count|task is|tasks are} due today",
        ),
        "notify_overdue": L("任务“{title}”已逾期", "任務「{title}」已逾期", "The task “{title}” is overdue"),
        "notify_overdue_many": L(
            "有 {count} 项任务昨天逾期了",
            "有 {count} 項任務昨天逾期了",
            "{count} {count|task became|tasks became} overdue yesterday",
        ),
        "notify_remind": L("提醒：{title}", "提醒：{title}", "Reminder: {title}"),
        "notify_follow_up": L(
            "今天该跟进“{title}”", "今天該跟進「{title}」", "Follow up with “{title}” today"
        ),
        "notify_follow_up_many": L(
            "今天有 {count} 个{module}要跟进",
            "今天有 {count} 個{module}要跟進",
            "{count} follow-ups are due today ({module})",
        ),
        "notify_birthday": L(
            "{month} 月 {day} 日是{title}的生日",
            "{month} 月 {day} 日是{title}的生日",
            "{title} has a birthday on {when}",
        ),
        "notify_birthday_many": L(
            "{month} 月 {day} 日有 {count} 位联系人过生日",
            "{month} 月 {day} 日有 {count} 位聯絡人生日",
            "{count} {count|contact has|contacts have} a birthday on {when}",
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


def notify_counted(item: Notice, count: int, window: timedelta) -> None:
    """Tell how many; an unread notice of the same kind, module and actor within `window` is counted up instead."""
    recent = Notification.objects.filter(
        user_id=item.user_id,
        kind=item.kind,
        module=item.module,
        read_at__isnull=True,
        at__gt=clock.now() - window,
    )
    for held in recent.order_by("-id")[:20]:
        if "count" in held.params and held.params.get("actor") == item.params.get("actor"):
            held.params["count"] += count
            held.save(update_fields=["params"])
            return
    notify([Notice(item.user_id, item.kind, {**item.params, "count": count}, item.module)])


def told(effects: Iterable[str]) -> set[str]:
    """Which of these reasons somebody was told already."""
    found = Notification.objects.filter(effect__in=list(effects))
    return {effect for effect in found.values_list("effect", flat=True) if effect}


def forget_records(module_key: str, record_ids: Iterable[int]) -> None:
    """Take back what was told about records that are gone as if they had never been."""
    Notification.objects.filter(module=module_key, record_id__in=list(record_ids)).delete()


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


def text_of(item: Notification, locale: str, names: Mapping[str, Any] | None = None) -> str:
    """What the person reads: the message that `params` names, else that of the kind; `names` fill in what only
    higher floors know, such as the label of a module."""
    code = item.params.get("text") or f"notify_{item.kind}"
    return say(code, locale, {**item.params, **(names or {})})
