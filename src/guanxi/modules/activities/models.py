"""The activity: a talk of any kind, a note, or a task."""

from django.db import models

from guanxi.kernel import clock
from guanxi.kernel.i18n import L
from guanxi.modules.activities.options import KINDS, PRIORITIES
from guanxi.records.base import Record, owned_index, record_indexes, sorted_index
from guanxi.schema.fields import declare


class Activity(Record):
    """What was said, decided or is to be done with a contact or an account."""

    kind = declare("choice", L("互动方式", "互動方式", "Kind"), options=KINDS, required=True, default="note")
    subject = declare("text", L("主题", "主題", "Subject"), sortable=True, search="text")
    at = declare("datetime", L("日期", "日期", "Date"), sortable=True, required=True, default=clock.now)
    contact = declare("lookup", L("联系人", "聯絡人", "Contact"), target="contacts", search="name",
                      config={"model": "contacts.Contact"})  # fmt: skip
    contact_title = declare("text", L("职务", "職稱", "Title"), readonly=True, tells=("contacts.title",),
                            copied_from="contact")  # fmt: skip
    account = declare("lookup", L("客户", "客戶", "Account"), target="accounts", search="company",
                      config={"model": "accounts.Account"})  # fmt: skip
    content = declare("longtext", L("内容", "內容", "Content"), search="long")
    key_points = declare("longtext", L("要点", "要點", "Key points"), search="long")
    decisions = declare("longtext", L("决定", "決定", "Decisions"), search="long")
    attachments = declare("file", L("附件", "附件", "Attachments"), config={"multiple": True})
    duration = declare("number", L("时长（分钟）", "時長（分鐘）", "Duration (minutes)"), config={"min": 0})
    location = declare("text", L("地点", "地點", "Place"))
    next_follow_up = declare("datetime", L("下次跟进", "下次跟進", "Next follow-up"), sortable=True)
    due_at = declare("datetime", L("截止时间", "截止時間", "Due"), sortable=True)
    remind_at = declare("datetime", L("提醒时间", "提醒時間", "Remind at"))
    priority = declare("choice", L("优先级", "優先順序", "Priority"), options=PRIORITIES)
    done = declare("boolean", L("已完成", "已完成", "Done"))
    done_at = declare("datetime", L("完成时间", "完成時間", "Done at"), readonly=True, tells=("done",))

    class Meta:
        indexes = [
            *record_indexes("activity"),
            sorted_index("activity", "at"),
            owned_index("activity", "at"),
            sorted_index("activity", "due_at"),
            models.Index(fields=["contact", "-at", "-id"], name="activity_contact_at"),
            models.Index(fields=["account", "-at", "-id"], name="activity_account_at"),
            models.Index(
                fields=["remind_at"], name="activity_remind", condition=models.Q(remind_at__isnull=False)
            ),
        ]
