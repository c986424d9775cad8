"""Whose an exported file is: name, login, time and number, where people and printers see it and an import does not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guanxi.access.models import Company, User
from guanxi.kernel import clock
from guanxi.kernel.actor import Actor
from guanxi.kernel.i18n import L

_TITLE = L("导出说明", "匯出說明", "About this file")
_WHO = L("导出人", "匯出人", "Exported by")
_WHEN = L("导出时间", "匯出時間", "Exported at")
_NUMBER = L("导出编号", "匯出編號", "Number of the export")
_NOTE = L(
    "内部资料，含客户信息，请勿外传。每次导出都有记录。",
    "內部資料，含客戶資訊，請勿外傳。每次匯出都有記錄。",
    "Internal: holds data of customers and must not be passed on. Every export is recorded.",
)
_PLAIN = re.compile(r"[^\w.-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mark:
    """Who took it, when by their clock, and the number under which the audit knows it (empty without one)."""

    name: str
    login: str
    at: str
    number: str
    company: str
    locale: str

    @property
    def line(self) -> str:
        """All of it in a line."""
        return " ".join(part for part in (f"{self.name} ({self.login})", self.at, self.number) if part)


def of(actor: Actor, payload: Mapping[str, Any]) -> Mark:
    """The mark of what an actor takes out now."""
    login = User.objects.filter(pk=actor.person_id).values_list("username", flat=True).first() or ""
    at = clock.now().astimezone(actor.zone).strftime("%Y-%m-%d %H:%M")
    number = f"#{payload['export']}" if payload.get("export") else ""
    company = Company.objects.values_list("name", flat=True).first() or ""
    return Mark(actor.name, login, at, number, company, actor.locale)


def foot(book: Any, mark: Mark) -> None:
    """Mark a workbook where no program reads: the foot of every printed page, the properties."""
    line = mark.line.replace("&", "&&")[:180]
    for sheet in book.worksheets():
        sheet.set_footer(f"&L&8{line}&R&8&P / &N")
    book.set_properties(
        {"author": mark.name, "company": mark.company, "comments": mark.line, "subject": mark.number}
    )


def put(book: Any, mark: Mark) -> None:
    """The same, and a sheet after the data that says it."""
    foot(book, mark)
    about = book.add_worksheet(_TITLE.get(mark.locale))
    about.set_column(0, 0, 24)
    about.set_column(1, 1, 60)
    rows = [(_WHO, f"{mark.name} ({mark.login})"), (_WHEN, mark.at), (_NUMBER, mark.number), (_NOTE, "")]
    for number, (label, value) in enumerate(rows):
        about.write_string(number, 0, label.get(mark.locale))
        about.write_string(number, 1, value)


def file_name(username: str, module_key: str, at: str, number: int, file_format: str) -> str:
    """What the file is called on the asker's machine: of what, whose, when, which."""
    login = _PLAIN.sub("_", username)[:40] or "_"
    return f"guanxi-{module_key}-{login}-{at}-{number}.{file_format}"
