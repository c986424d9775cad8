"""From the cells of a workbook to cells of tables, as lean as the rows allow; for the raw limit of imports alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import orjson

from bench import workbook
from guanxi.kernel.text import (
    email_tokens,
    name_sort_key,
    normal,
    phone_tokens,
    sort_key,
    split_name,
    text_tokens,
)
from guanxi.modules.contacts.options import SOURCES, STAGES
from guanxi.records.search_tokens import MARKS

ACTOR = 1
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LINE = re.compile(r"0(\d{2,3})-?(\d{7,8})")
_EMAIL = re.compile(r"[\w.+-]+@([\w-]+\.)+[A-Za-z]{2,}")
_PLACE = re.compile(r"(.+?省)?(.+?市)?(.+?区)?(.*)")
_CHOICE = {option.label.zh_cn: option.value for option in (*STAGES, *SOURCES)}
_GENDER = {"男": "male", "女": "female"}
_TYPES = {"客户": "existing"}
_INDUSTRY = {"制造业": "manufacturing"}
_normal = lru_cache(1 << 14)(normal)
_sort = lru_cache(1 << 12)(sort_key)
_cut = lru_cache(1 << 13)(text_tokens)
Cells = tuple[Any, ...]


class Made:
    """What a chunk becomes: rows by table, audit texts and search documents by module."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Cells]] = {
            "accounts_account": [], "contacts_contact": [], "activities_activity": [], "records_phoneentry": [],
            "records_emailentry": [], "records_socialentry": [], "records_addressentry": [], "contacts_employment": [],
        }  # fmt: skip
        self.acts: dict[str, list[tuple[int, str]]] = defaultdict(list)
        self.documents: dict[str, list[tuple[int, str]]] = defaultdict(list)

    def record(
        self, table: str, module: str, row: Cells, changes: dict[str, Any], tokens: Iterable[str]
    ) -> None:
        """Take in one record with what was said of it and what it is found by."""
        self.rows[table].append(row)
        told = {key: [None, value] for key, value in changes.items() if value}
        self.acts[module].append((row[0], orjson.dumps(told).decode()))
        self.documents[module].append((row[0], " ".join(dict.fromkeys(tokens))))


class Maker:
    """Turns chunks of cells into rows; knows every mobile, e-mail and number that it has seen."""

    def __init__(self, shape: str, moment: str) -> None:
        self._header = workbook.FULL if shape == "full" else workbook.CONTACTS
        self._moment = moment
        self._seen: set[str] = set()
        self._accounts: dict[str, int] = {}
        self._contacts = self._activities = 0

    def make(self, chunk: Sequence[Sequence[Any]]) -> Made:
        """Rows of records and children; a person who was seen before, or whose number is none, is left out."""
        made = Made()
        for cells in chunk:
            told = dict(zip(self._header, cells, strict=True))
            mobile, email = str(told["手机"]).removesuffix(".0"), told["邮箱"].strip()
            if not _MOBILE.fullmatch(mobile) or not _EMAIL.fullmatch(email):
                continue
            keys = {mobile, email.lower(), told.get("外部编号") or mobile}
            if self._seen & keys:
                continue
            self._seen |= keys
            self._contact(made, told, f"+86{mobile}", email)
        return made

    def _head(self, record: int) -> Cells:
        return (record, 1, self._moment, self._moment, ACTOR, ACTOR, ACTOR)

    def _account(self, made: Made, name: str, industry: str, summary: str) -> int:
        form = _normal(name)
        known = self._accounts.get(form)
        if known is None:
            known = self._accounts[form] = len(self._accounts) + 1
            row = (
                *self._head(known),
                name,
                form,
                sort_key(name),
                industry,
                self._moment,
                summary,
                _normal(summary),
            )
            made.record(
                "accounts_account",
                "accounts",
                row,
                {"name": name, "industry": industry},
                _cut("company", name),
            )
        return known

    def _contact(self, made: Made, told: dict[str, Any], mobile: str, email: str) -> None:
        self._contacts += 1
        record, name, title = self._contacts, told["姓名"].strip(), told["职务"].strip()
        talk, company = told.get("跟进内容", ""), told.get("公司名称", "")
        summary = " ".join(talk.split())[:120]
        account = self._account(made, company, _INDUSTRY.get(told["行业"], ""), summary) if company else None
        department, note, hobby = told["部门"].strip(), told["备注"].strip(), told.get("爱好", "")
        surname, given = split_name(name)
        gender, kind = _GENDER.get(told.get("性别", ""), ""), _TYPES.get(told.get("联系人类型", ""), "")
        stage, source = _CHOICE[told["阶段"]], _CHOICE[told["来源"]]
        met, born = date.fromisoformat(told["首次接触日期"]), date.fromisoformat(told["生日"])
        number, amount = told.get("外部编号", ""), int(told["预计金额"]) * 100
        row = (
            *self._head(record), account, name, _normal(name), name_sort_key(name), surname, _normal(surname), given,
            _normal(given), gender, f"|{kind}|" if kind else "", title, _normal(title), _sort(title), department,
            _normal(department), _sort(department), stage, source, amount, met.isoformat(), born.isoformat(),
            born.isoformat()[5:], hobby, _normal(hobby), number, number.lower(), note, _normal(note),
            self._moment if talk else None, summary, _normal(summary) if summary else "",
        )  # fmt: skip
        points = self._points(made, record, told, mobile, email)
        if account or title:
            made.rows["contacts_employment"].append(("contacts", record, 0, True, account, title, department))
        changes = {
            "name": name, "surname": surname, "given_name": given, "gender": gender, "types": kind, "title": title,
            "department": department, "stage": stage, "source": source, "expected_amount": amount, "birthday": told["生日"],
            "first_contact": told["首次接触日期"], "hobbies": hobby, "external_id": number, "description": note,
            "account": account, **points,
        }  # fmt: skip
        around = (MARKS[0] + token for token in _cut("company", company)) if company else ()
        tokens = (
            *_cut("name", name), *_cut("text", title), *_cut("long", note), *_cut("code", number), *phone_tokens(mobile),
            *phone_tokens(points["phones"][1]), *email_tokens(email), *map(str.lower, points["socials"]), *around,
        )  # fmt: skip
        made.record("contacts_contact", "contacts", row, changes, tokens)
        if talk:
            self._activity(made, (record, account), talk, title, (name, company))

    def _points(
        self, made: Made, record: int, told: dict[str, Any], mobile: str, email: str
    ) -> dict[str, Any]:
        """Children of a contact; what was said of them, for the audit row."""
        rows, low = made.rows, email.lower()
        mailbox, _, domain = low.rpartition("@")
        line = _LINE.fullmatch(told["电话"])
        phone = f"+86{line[1]}{line[2]}" if line else ""
        rows["records_phoneentry"].append(
            ("contacts", record, 0, True, mobile, "mobile", mobile, mobile[-4:])
        )
        if phone:
            rows["records_phoneentry"].append(
                ("contacts", record, 1, False, phone, "work", phone, phone[-4:])
            )
        rows["records_emailentry"].append(("contacts", record, 0, True, email, "work", low, mailbox, domain))
        socials = []
        for position, (kind, header) in enumerate((("wechat", "微信"), ("qq", "QQ"))):
            value = str(told[header])
            socials.append(value)
            rows["records_socialentry"].append(
                ("contacts", record, position, not position, value, kind, value.lower())
            )
        place = _PLACE.fullmatch(told["地址"])
        parts = tuple(part or "" for part in place.groups()) if place else ("", "", "", told["地址"])
        rows["records_addressentry"].append(("contacts", record, 0, True, *parts, str(told["邮编"])))
        return {"phones": (mobile, phone), "emails": (email,), "socials": socials, "addresses": (parts,)}

    def _activity(
        self, made: Made, about: tuple[int, int | None], talk: str, title: str, names: tuple[str, str]
    ) -> None:
        self._activities += 1
        contact, account = about
        row = (
            *self._head(self._activities), self._moment, contact, account, title, _normal(title), _sort(title), talk,
            _normal(talk),
        )  # fmt: skip
        changes = {
            "kind": "note",
            "at": self._moment,
            "content": talk,
            "contact": contact,
            "account": account,
        }
        marks = zip(MARKS, (("name", names[0]), ("company", names[1])), strict=False)
        around = [mark + token for mark, (kind, name) in marks for token in _cut(kind, name)]
        made.record("activities_activity", "activities", row, changes, (*_cut("long", talk), *around))
