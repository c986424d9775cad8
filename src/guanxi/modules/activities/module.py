"""The declaration of the activities module."""

from guanxi.kernel.i18n import L
from guanxi.modules.activities.models import Activity
from guanxi.schema.modules import MODULES, ModuleDef, Section, StandardView

MODULES.add(
    ModuleDef(
        key="activities",
        label=L("跟进", "跟進", "Activity"),
        plural=L("跟进记录", "跟進記錄", "Activities"),
        model=Activity,
        icon="message",
        group="sales",
        order=30,
        title_field="subject",
        subtitle_fields=("kind", "contact", "at"),
        list_columns=("at", "kind", "subject", "owner", "contact", "contact_title"),
        sections=(
            Section("main", L("基本信息", "基本資訊", "Basics"),
                    ("kind", "subject", "at", "contact", "account", "owner", "duration", "location")),
            Section("content", L("内容", "內容", "Content"), ("content", "key_points", "decisions", "attachments", "next_follow_up")),
            Section("task", L("任务", "任務", "Task"), ("due_at", "remind_at", "priority", "done", "done_at")),
            Section("more", L("更多", "更多", "More"), ("other_columns", "external_id")),
        ),
        quick_create=("kind", "subject", "contact", "account", "content", "next_follow_up"),
        features=(),
        default_sort=("-at",),
        seen_through=("contact", "account"),
        still_open={"all": [{"field": "kind", "op": "equals", "value": "task"},
                            {"field": "done", "op": "is_false"}]},
        views=(
            StandardView("mine", L("我的", "我的", "Mine"), {"field": "owner", "op": "is_me"}, ("-at",)),
            StandardView("open_tasks", L("未完成任务", "未完成任務", "Open tasks"),
                         {"all": [{"field": "kind", "op": "equals", "value": "task"},
                                  {"field": "done", "op": "is_false"}]}, ("due_at",)),
            StandardView("this_week", L("本周跟进", "本週跟進", "This week"),
                         {"field": "at", "op": "this_week"}, ("-at",)),
        ),
    )
)  # fmt: skip
