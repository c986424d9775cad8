"""The lists that activities ship with."""

from guanxi.kernel.i18n import L
from guanxi.schema.fields import Option

KINDS = (
    Option("call", L("电话", "電話", "Call"), "malachite"),
    Option("email", L("邮件", "郵件", "E-mail"), "azurite"),
    Option("meeting", L("线上会议", "線上會議", "Online meeting"), "violet"),
    Option("visit", L("拜访", "拜訪", "Visit"), "ink"),
    Option("sms", L("短信", "簡訊", "SMS"), "gamboge"),
    Option("wechat", L("微信", "微信", "WeChat"), "malachite"),
    Option("note", L("备注", "備註", "Note"), "neutral"),
    Option("task", L("任务", "任務", "Task"), "rouge"),
)
TALKS = ("call", "email", "meeting", "visit", "sms", "wechat")
PRIORITIES = (
    Option("high", L("高", "高", "High"), "rouge"),
    Option("normal", L("普通", "普通", "Normal")),
    Option("low", L("低", "低", "Low")),
)
