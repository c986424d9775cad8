"""What the demonstration company went through in twelve months, with patterns planted for analytics.

* Of 25 customers with whom there were more than three talks a month, 15 were won (60 %); of the other 35
  seven were (20 %): frequent follow-up wins three times as often.
* Ten customers were talked with twice a month and then not at all for 40 days or longer: they cool down.
* Calls are answered far more often on Tuesday to Thursday between ten and twelve than at other times.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from guanxi.kernel.actor import DEFAULT_TIME_ZONE
from guanxi.kernel.text.pinyin import name_pinyin
from guanxi.modules.demo import names, texts

ZONE = ZoneInfo(DEFAULT_TIME_ZONE)
ACCOUNTS, FREQUENT, COOLING, STAFF = 60, 25, 10, len(names.STAFF)
WON_FREQUENT, WON_OTHERS = 15, 7
PEOPLE_EACH = 3
SOURCES = ("website", "exhibition", "referral", "cold_call", "ads", "wechat", "event", "partner")
OPEN_STAGES = ("new", "contacted", "qualified", "proposal", "negotiation")


@dataclass
class Story:
    """Values in wire form; places of accounts and contacts stand for the ids that they will get.

    `owner` in the values is the place of a person in `names.STAFF`; `boss` that of the contact above.
    """

    accounts: list[dict[str, Any]] = field(default_factory=list)
    contacts: list[dict[str, Any]] = field(default_factory=list)
    activities: list[dict[str, Any]] = field(default_factory=list)
    follow_ups: dict[int, str] = field(default_factory=dict)


def tell(now: datetime, seed: int = 7) -> Story:
    """The story as it stands at `now`; the same seed and day tell the same story."""
    return _Teller(now, Random(seed)).tell()


class _Teller:
    def __init__(self, now: datetime, random: Random) -> None:
        self.now = now.astimezone(ZONE)
        self.random = random
        self.story = Story()

    def tell(self) -> Story:
        courses = [*("frequent",) * FREQUENT, *("cooling",) * COOLING]
        courses += ["steady"] * (ACCOUNTS - len(courses))
        won = [*(True,) * WON_FREQUENT, *(False,) * (FREQUENT - WON_FREQUENT), *(False,) * COOLING]
        won += [index < WON_OTHERS for index in range(ACCOUNTS - len(won))]
        order = list(zip(courses, won, strict=True))
        self.random.shuffle(order)
        for place, (course, is_won) in enumerate(order):
            stage = self._stage(course, is_won)
            self.story.accounts.append(self._account(place, stage))
            for number in range(PEOPLE_EACH):
                self.story.contacts.append(self._contact(place, number, stage))
            self.story.activities.extend(self._talks(place, course))
        self._births()
        self._plans()
        self.story.activities.sort(key=lambda item: str(item["at"]))
        for number, item in enumerate(self.story.activities):
            item["external_id"] = f"demo-x-{number:04d}"
        return self.story

    def _stage(self, course: str, is_won: bool) -> str:
        if is_won:
            return "won"
        if course != "cooling" and self.random.random() < 0.35:
            return "lost"
        return self.random.choice(OPEN_STAGES)

    def _account(self, place: int, stage: str) -> dict[str, Any]:
        city, province, full_city, district, area = names.CITIES[place % len(names.CITIES)]
        industry, trade, products = names.TRADES[(place * 3 + place // 14) % len(names.TRADES)]
        grade = {"won": "vip" if place % 3 == 0 else "normal", "lost": "normal"}.get(stage, "promising")
        street = f"{self.random.choice(names.STREETS)}{self.random.randint(2, 380)}号"
        return {
            "external_id": f"demo-a-{place:03d}",
            "name": f"{city}{names.BRANDS[place]}{trade}有限公司",
            "kinds": ["supplier"] if place % 15 == 14 else ["partner"] if place % 15 == 7 else ["customer"],
            "industry": industry,
            "size": self.random.choice(names.SIZES),
            "products": products,
            "stage": {"won": "customer", "lost": "lost"}.get(stage, "potential"),
            "grade": grade,
            "revenue": {"amount": str(self.random.randint(8, 300) * 1_000_000), "currency": "CNY"},
            "phones": [{"value": f"+86{area}5555{place:04d}"[:14], "type": "work", "main": True}],
            "website": f"https://{_latin(names.BRANDS[place])}.example.com",
            "addresses": [
                {"kind": "office", "country": "中国", "province": province, "city": full_city,
                 "district": district, "street": street, "postcode": "", "main": True}
            ],
            "owner": place % STAFF,
            "tags": {"vip": "VIP", "normal": "普通", "promising": "潜力客户"}[grade],
        }  # fmt: skip

    def _contact(self, place: int, number: int, stage: str) -> dict[str, Any]:
        index = place * PEOPLE_EACH + number
        gender = self.random.choice(("male", "female"))
        surname = names.SURNAMES[index % len(names.SURNAMES)]
        given = self.random.choice(names.GIVEN_MALE if gender == "male" else names.GIVEN_FEMALE)
        title, department, role = self._post(place, number)
        lead = number == 0
        amount = {"amount": str(self.random.randint(6, 160) * 5000), "currency": "CNY"} if lead else None
        first = self.now.date() - timedelta(days=self.random.randint(200, 365))
        return {
            "external_id": f"demo-c-{index:03d}",
            "name": surname + given,
            "gender": gender,
            "types": ["existing"] if stage == "won" else ["potential"],
            "account": place,
            "boss": place * PEOPLE_EACH if number else None,
            "title": title,
            "department": department,
            "decision_role": role,
            "phones": [{"value": f"+861990000{index:04d}", "type": "mobile", "main": True}],
            "emails": [
                {"value": f"{_latin(surname + given)}@{_latin(names.BRANDS[place])}.example.com", "type": "work",
                 "main": True}
            ],
            "socials": [{"kind": "wechat", "value": f"wx_demo_{index:03d}", "main": True}] if index % 2 else [],
            "stage": stage if lead else None,
            "source": SOURCES[place % len(SOURCES)],
            "intent": self.random.choice(("high", "medium", "low")),
            "expected_amount": amount,
            "first_contact": first.isoformat(),
            "birthday": self._birthday().isoformat() if index % 3 == 0 else None,
            "hobbies": self.random.choice(names.HOBBIES) if index % 4 == 0 else None,
            "sensitivity": ["price"] if role == "recommender" else ["service"] if role == "user" else [],
            "owner": place % STAFF,
            "tags": self.random.choice(texts.NEEDS) if lead else None,
        }  # fmt: skip

    def _post(self, place: int, number: int) -> tuple[str, str, str]:
        """Every eighth customer has nobody who decides: the network shows the gap."""
        if number:
            return names.TITLES[(place * 2 + number) % len(names.TITLES)]
        if place % 8 == 7:
            return "副总经理", "总经办", "recommender"
        return names.TITLES_BOSS[place % 4], "总经办", "decision_maker"

    def _birthday(self) -> date:
        return date(self.random.randint(1966, 1996), self.random.randint(1, 12), self.random.randint(1, 28))

    def _births(self) -> None:
        """Everybody of the staff has two contacts whose birthday comes soon."""
        for owner in range(STAFF):
            own = [item for item in self.story.contacts if item["owner"] == owner]
            for offset, item in zip((3, 3 + 2 * owner % 11), own[1::9], strict=False):
                soon = self.now.date() + timedelta(days=offset + 1)
                item["birthday"] = date(1984, soon.month, min(soon.day, 28)).isoformat()

    def _talks(self, place: int, course: str) -> Iterator[dict[str, Any]]:
        for day in self._days(course):
            moment = self._moment(day)
            if moment < self.now - timedelta(hours=1):
                yield self._talk(place, moment)

    def _days(self, course: str) -> list[int]:
        """How many days ago each talk was."""
        pick = self.random.randint
        if course == "frequent":
            begin = self.random.choice((121, 125, 210, 300))
            months = [begin - 30 * month for month in range(4)]
            return [first - pick(0, 28) for first in months for _ in range(pick(5, 6))]
        if course == "cooling":
            end = pick(40, 75)
            return [end + 30 * month + half + pick(0, 3) for month in range(4) for half in (0, 14)]
        return [30 * month + pick(1, 27) for month in range(pick(8, 12)) for _ in range(pick(0, 2))]

    def _moment(self, days_ago: int) -> datetime:
        day = self.now.date() - timedelta(days=days_ago)
        day -= timedelta(days=max(day.weekday() - 4, 0))
        hour = self.random.choice((9, 10, 10, 11, 11, 14, 15, 16, 17))
        return datetime(day.year, day.month, day.day, hour, self.random.randrange(0, 60, 5), tzinfo=ZONE)

    def _talk(self, place: int, moment: datetime) -> dict[str, Any]:
        person = place * PEOPLE_EACH + (0 if self.random.random() < 0.65 else self.random.choice((1, 2)))
        talk = self.random.choice(texts.TALKS)
        if talk[0] == "call" and self.random.random() > _answered(moment):
            talk = texts.MISSED
        kind, subject, content, points, decisions = talk
        words = {"product": names.PRODUCTS[place % len(names.PRODUCTS)], "person": self._called(person)}
        spoken = kind in ("call", "meeting", "visit") and talk is not texts.MISSED
        return {
            "kind": kind,
            "subject": subject.format(**words),
            "content": content.format(**words),
            "key_points": points,
            "decisions": decisions,
            "duration": self.random.choice((8, 12, 15, 20, 35, 60)) if spoken else None,
            "at": moment.isoformat(),
            "contact": person,
            "account": place,
            "owner": place % STAFF,
        }

    def _called(self, person: int) -> str:
        item = self.story.contacts[person]
        short = str(item["title"]).replace(" ", "")[-2:]
        surname = names.SURNAMES[person % len(names.SURNAMES)]
        return surname + (
            short if short in ("经理", "主管", "总监") else "总" if item["boss"] is None else "工"
        )

    def _plans(self) -> None:
        """Tasks and follow-ups of everybody: overdue, today, in the days to come."""
        for owner in range(STAFF):
            open_now = [
                item for item in self.story.contacts
                if item["owner"] == owner and item["boss"] is None and item["stage"] in OPEN_STAGES
            ] or [item for item in self.story.contacts if item["owner"] == owner]  # fmt: skip
            for number, offset in enumerate((-3, -1, 0, 0, 0, 1, 2, 4)):
                self._task(open_now[number % len(open_now)], owner, number, offset)
            for item, offset in zip(open_now, (-2, 0, 0, 1, 3, -6, 5, 6), strict=False):
                place = self.story.contacts.index(item)
                self.story.follow_ups[place] = self._at(offset, 10 + place % 7)

    def _task(self, contact: dict[str, Any], owner: int, number: int, offset: int) -> None:
        place = self.story.contacts.index(contact)
        product = names.PRODUCTS[contact["account"] % len(names.PRODUCTS)]
        task = texts.TASKS[(number + owner) % len(texts.TASKS)]
        written = self.now - timedelta(days=4, hours=number)
        self.story.activities.append(
            {
                "kind": "task",
                "subject": task.format(product=product, person=self._called(place)),
                "at": written.isoformat(),
                "due_at": self._at(offset, 11 + number % 7),
                "priority": ("high", "normal", "normal", "low")[number % 4],
                "contact": place,
                "account": contact["account"],
                "owner": owner,
            }
        )

    def _at(self, days: int, hour: int) -> str:
        day = self.now.date() + timedelta(days=days)
        return datetime(day.year, day.month, day.day, hour, 0, tzinfo=ZONE).isoformat()


def _answered(moment: datetime) -> float:
    """How likely a call is answered."""
    return 0.9 if moment.weekday() in (1, 2, 3) and moment.hour in (10, 11) else 0.4


def _latin(name: str) -> str:
    return name_pinyin(name).replace(" ", "").lower()
