"""What each column is: a proposal with its confidence, from the header, its neighbours and the values below."""

import re
from collections.abc import Sequence

from guanxi.exchange.readers import Cell
from guanxi.exchange.understand import evidence
from guanxi.exchange.understand.alone import settle_alone
from guanxi.exchange.understand.candidates import SECOND, Lexicon, Target
from guanxi.exchange.understand.column import CONFIDENT, Column
from guanxi.exchange.understand.forms import meant
from guanxi.exchange.understand.lexicon import (
    Header,
    around,
    concept_of,
    header_words,
    shortened,
    squeeze,
    take_apart,
)
from guanxi.exchange.understand.shapes import shares
from guanxi.exchange.understand.tables import Table

# concept -> shapes of which one must be common below it, and shapes that forbid it
_NEEDS: dict[str, frozenset[str]] = {
    "mobile": frozenset({"phone", "number"}),
    "phone": frozenset({"phone", "number"}),
    "phone_other": frozenset({"phone", "number"}),
    "email": frozenset({"email"}),
    "email_other": frozenset({"email"}),
    "fax": frozenset({"phone", "number"}),
    "birthday": frozenset({"date", "number"}),
    "first_contact": frozenset({"date", "number"}),
    "created_at": frozenset({"date", "number"}),
    "updated_at": frozenset({"date", "number"}),
    "registered_date": frozenset({"date", "number"}),
    "next_follow_up": frozenset({"date", "number"}),
    "amount": frozenset({"number", "phone"}),
}
_FORBIDS: dict[str, frozenset[str]] = {
    "name": frozenset({"phone", "email", "date", "number", "url", "address", "flag"}),
    "company": frozenset({"phone", "email", "date", "number", "flag"}),
    "title": frozenset({"phone", "email", "date", "url", "company", "flag"}),
    "department": frozenset({"phone", "email", "date", "url", "flag"}),
    "owner": frozenset({"date", "url", "company", "address", "flag"}),
    "stage": frozenset({"phone", "email", "date", "url", "company", "address", "flag"}),
    "source": frozenset({"phone", "email", "date", "company", "flag"}),
    "gender": frozenset({"phone", "email", "date", "company"}),
    "address": frozenset({"phone", "email", "date", "number", "flag"}),
    "city": frozenset({"phone", "email", "date", "number", "flag"}),
    "wechat": frozenset({"date", "url", "company", "flag"}),
    "qq": frozenset({"date", "url", "company", "flag"}),
    "whatsapp": frozenset({"date", "url", "company", "flag"}),
    "follow_up": frozenset({"date", "flag"}),
    "products": frozenset({"date", "flag"}),
    "tags": frozenset({"date", "flag"}),
    "remark": frozenset(),
}
_BY_SHAPE = {
    "email": ("email", 0.8),
    "phone": ("phone", 0.65),
    "url": ("website", 0.55),
    "company": ("company", 0.6),
}
# what the head of an unknown compound says is believed when the values say the same
_AGREED = {"mobile": "phone", "phone": "phone", "email": "email", "company": "company", "address": "address",
           "website": "url", "name": "person"}  # fmt: skip
_FAMILY = {
    "mobile": "phone",
    "phone": "phone",
    "phone_other": "phone",
    "email": "email",
    "email_other": "email",
}
# a column of this concept that no target has may be one of another when its words are the options of that
_COUSINS = {"status": "stage", "level": "intent", "intent": "level"}
# of these there are many sorts: where no single word is an option, another one is meant
_SORTS = frozenset({"type", "status", "stage", "level", "intent", "gender", "decision_role"})
_CHOICES = frozenset({"choice", "multichoice", "boolean"})


def propose(table: Table, samples: Sequence[Sequence[Cell]], targets: Sequence[Target]) -> list[Column]:
    """One column for each of the table; `samples[i]` are values of column i."""
    lexicon = Lexicon(targets)
    columns = []
    width = max(table.width, len(samples))
    for index in range(width):
        text = table.headers[index] if index < table.width else ""
        group = table.groups[index] if index < len(table.groups) else ""
        values = samples[index] if index < len(samples) else ()
        columns.append(_column(index, text, group, values, lexicon))
    if not table.header_rows:
        _by_sight(columns, samples, lexicon)
    _settle_names(columns, samples, lexicon)
    _who_stands_there(columns, samples, lexicon)
    settle_alone(columns, samples, lexicon)
    _settle_owned(columns, samples, lexicon)
    _settle_rivals(columns, _fullness(columns, samples, lexicon), lexicon)
    for column in columns:
        if (
            column.unit is None
            and column.target
            and lexicon.concept_of.get(column.target) in {"amount", "revenue"}
        ):
            column.unit = table.unit
    return columns


def _column(index: int, text: str, group: str, values: Sequence[Cell], lexicon: Lexicon) -> Column:
    header = take_apart(text)
    column = Column(index, text, unit=header.unit, codes=header.codes)
    kinds = shares(values)
    found = _as_address(lexicon.candidates(header, group) if text else {}, values, lexicon)
    ranked = {
        key: score
        * _fit(lexicon.concept_of.get(key, ""), kinds)
        * _told(lexicon.targets[key], header, values)
        for key, score in found.items()
    }
    if kinds.get("date", 0.0) >= 0.6 and text and not any(score >= CONFIDENT for score in ranked.values()):
        ranked.update(lexicon.dated(header.base))
    ranked.update(_cousins(header, values, lexicon) if not ranked else {})
    ranked.update(_named(found, values, lexicon))
    if not ranked or max(ranked.values()) < CONFIDENT:
        for key, score in _by_values(kinds, lexicon).items():
            # a header that says something else weighs against what the values suggest
            ranked[key] = max(ranked.get(key, 0.0), score - (0.1 if text else 0.0))
    order = sorted(ranked, key=lambda key: -ranked[key])
    if order and ranked[order[0]] >= 0.3:
        column.target, column.confidence = order[0], round(ranked[order[0]], 2)
    column.alternatives = order[1:4]
    return column


_PLACES = frozenset({"region", "province", "city", "district"})


def _as_address(found: dict[str, float], values: Sequence[Cell], lexicon: Lexicon) -> dict[str, float]:
    """所在地 over streets and numbers is the address: a part of one it is where nothing but regions stand below."""
    address = next((t.key for t in lexicon.by_concept.get("address", ())), None)
    parts = [key for key in found if lexicon.concept_of[key] in _PLACES]
    if address is None or not parts or evidence.streets(values) < 0.3:
        return found
    score = max(found[key] for key in (*parts, *(k for k in found if k == address)))
    return {**{key: rank for key, rank in found.items() if key not in parts}, address: score}


def _fit(concept: str, kinds: dict[str, float]) -> float:
    """How well values of these shapes suit a concept: 1 or little less, far less when they contradict it."""
    if not kinds:
        return 1.0
    needed = _NEEDS.get(concept)
    if needed is not None and sum(kinds.get(k, 0.0) for k in needed) < 0.15:
        return 0.4
    forbidden = _FORBIDS.get(concept, frozenset())
    return 0.4 if sum(kinds.get(k, 0.0) for k in forbidden) > 0.6 else 1.0


def _told(target: Target, header: Header, values: Sequence[Cell]) -> float:
    """Sentences are no options, and regions that are no places (华东) no part of an address."""
    if target.concept == "external_id":
        return 0.6 if evidence.repeated(values) else 1.0
    if target.concept == "region" and any(values):
        return 1.0 if evidence.places(values) >= 0.6 else 0.4
    if target.type not in _CHOICES or target.type == "boolean":
        return 1.0
    found = evidence.words(values, target.options, target.words or target.concept, header.codes)
    few = 2 if target.concept == "type" else 5  # of types there are as many as companies that have them
    strange = target.concept in _SORTS and found.rows >= few and found.known == 0
    return 0.6 if found.free or strange else 1.0


def _named(found: dict[str, float], values: Sequence[Cell], lexicon: Lexicon) -> dict[str, float]:
    """联系人及电话 with a name and a number in each cell is the name: reading it puts the number where it goes."""
    names = [key for key in found if lexicon.concept_of[key] == "name"]
    return dict.fromkeys(names[:1], 0.85) if names and evidence.named_numbers(values) >= 0.5 else {}


def _cousins(header: Header, values: Sequence[Cell], lexicon: Lexicon) -> dict[str, float]:
    """状态 is the stage where its words are stages, 意向等级 the level where nothing else takes it."""
    words = header_words()
    told = next((words[word] for word in (header.base, *shortened(header.base)) if word in words), None)
    concept = told or meant(header.base) or ""
    if concept not in _COUSINS or lexicon.by_concept.get(concept):
        return {}
    for target in lexicon.by_concept.get(_COUSINS[concept], ())[:1]:
        found = evidence.words(values, target.options, target.words or target.concept, header.codes)
        if found.rows and found.known >= 0.8:
            return {target.key: 0.8}
    return {}


def _by_values(kinds: dict[str, float], lexicon: Lexicon) -> dict[str, float]:
    found = {}
    for kind, (concept, confidence) in _BY_SHAPE.items():
        if kinds.get(kind, 0.0) >= 0.8:
            for target in lexicon.by_concept.get(concept, ())[:1]:
                found[target.key] = confidence
    return found


def _by_sight(columns: list[Column], samples: Sequence[Sequence[Cell]], lexicon: Lexicon) -> None:
    """Without a header a column is what all its values look like, when no other column looks the same."""
    told = (
        ("name", lambda cells: evidence.share(cells, "person"), 0.6),
        ("company", lambda cells: evidence.share(cells, "company"), 0.8),
        ("mobile", evidence.mobiles, 0.7),
        ("email", lambda cells: evidence.share(cells, "email"), 0.8),
        ("address", lambda cells: evidence.share(cells, "address"), 0.8),
    )
    for concept, measure, least in told:
        target = next(iter(lexicon.by_concept.get(concept, ())), None)
        alike = [c for c in columns if c.index < len(samples) and measure(samples[c.index]) >= least]
        if target and len(alike) == 1:
            alike[0].target, alike[0].confidence, alike[0].alternatives = target.key, 0.8, []


def _settle_owned(columns: list[Column], samples: Sequence[Sequence[Cell]], lexicon: Lexicon) -> None:
    """收货人手机 beside 收货人 is that person's mobile; 服务单位 with companies below is the company if nothing else is."""
    settled = [c for c in columns if c.certain]
    certain = {c.target for c in settled} | {
        _FAMILY.get(lexicon.concept_of[c.target or ""], "") for c in settled
    }
    people = [
        take_apart(c.header).base
        for c in columns
        if c.certain and c.header and lexicon.concept_of.get(c.target or "") == "name"
    ]
    # 对接人手机 beside 客户对接人
    people += [short for person in people for short in shortened(person) if len(short) > 1]
    # 负责人手机 beside 负责人姓名; 会员 and 学员 are the one of the row anyway
    whose = around()["before"]
    people += [
        match[1] for person in people if (match := _CALLED.fullmatch(person)) and match[1] not in whose
    ]
    for column in columns:
        base = take_apart(column.header).base if column.header and not column.certain else ""
        owned = next((base.removeprefix(p) for p in people if base.startswith(p) and base != p), "")
        _as_firm(column, base, samples, lexicon)
        keys = lexicon.words.get(owned, ())
        values = samples[column.index] if column.index < len(samples) else ()
        kinds = shares(values)
        if keys and lexicon.concept_of[keys[0]] not in {"name", "company", "owner"}:
            found = 0.85 * _fit(lexicon.concept_of[keys[0]], kinds)
            if found >= CONFIDENT:
                column.target, column.confidence, column.alternatives = keys[0], found, []
        elif base and _free(column, lexicon, certain) and _may_be_told(base, certain):
            kind = _AGREED.get(lexicon.concept_of.get(column.target or "", ""))
            heads = [*lexicon.heads(column.target or ""), *_HEADS.get(kind or "", ())]
            if kind and kinds.get(kind, 0.0) >= 0.6 and base.endswith(tuple(heads)):
                column.confidence = max(column.confidence, 0.76)


# words that end a header of the sort beside those of the dictionary
_HEADS = {"company": ("名称", "全称", "单位", "名"), "phone": ("手机", "手机号", "电话", "号码")}
_GUARDIANS = ("家长", "监护人", "父亲", "母亲")


def _may_be_told(base: str, certain: set[str | None]) -> bool:
    """Whether nobody else is spoken of; in a school without another number, that of the parents is the one to call."""
    if not evidence.of_a_stranger(base):
        return True
    return base.startswith(_GUARDIANS) and "phone" not in certain


def _as_firm(column: Column, base: str, samples: Sequence[Sequence[Cell]], lexicon: Lexicon) -> None:
    """项目方名称 over companies names no person."""
    firm = next((t.key for t in lexicon.by_concept.get("company", ())), None)
    if firm and base.endswith(_HEADS["company"]) and _share(samples, column, "company") >= 0.6:
        column.target = firm


def _free(column: Column, lexicon: Lexicon, certain: set[str | None]) -> bool:
    """Whether nothing of the sort is settled yet: one telephone more is not believed on its looks.

    A mobile beside the number of the office is the first of its sort.
    """
    concept = lexicon.concept_of.get(column.target or "", "")
    return column.target not in certain and (
        concept == "mobile" or _FAMILY.get(concept, concept) not in certain
    )


_PERSONS = frozenset({"name", "surname", "given_name"})
_OTHERS = re.compile(
    "推荐|介绍|我方|我司|录入|创建|修改|经办|销售|业务|跟进|顾问|紧急|客服|司机|快递|归属|所属|审核|登记|分配|指派|给$|owner|sales|rep|by$|assign"
)


_CALLED = re.compile("(.{1,5}?[人员者长主板])的?(?:姓名|名字|称呼)")
# heads of a house, theirs or ours: theirs when somebody else is the colleague, each beside another customer
_OF_A_HOUSE = re.compile("(?:负责|责任|经办|主管|承办)人员?的?(?:姓名|名字)?")


def _of_theirs(
    column: Column, columns: list[Column], samples: Sequence[Sequence[Cell]], lexicon: Lexicon
) -> bool:
    """Whether 负责人姓名 is the customer's: another column has the colleague, and nobody comes again and again."""
    if column.certain or not _OF_A_HOUSE.fullmatch(take_apart(column.header).base):
        return False
    told = {lexicon.concept_of.get(c.target or "") for c in columns if c.certain and c is not column}
    values = [str(value).strip() for value in samples[column.index] if value]
    firm = "company" in told or any(_share(samples, c, "company") >= 0.6 for c in columns)
    return "owner" in told and firm and len(set(values)) > 0.5 * len(values)


def _who_stands_there(columns: list[Column], samples: Sequence[Sequence[Cell]], lexicon: Lexicon) -> None:
    """医生, 租客: without a column of names the only one with persons holds them; 负责人 if each has his own."""
    name = next((t.key for t in lexicon.by_concept.get("name", ())), None)
    if name is None or any(lexicon.concept_of.get(c.target or "") in _PERSONS and c.certain for c in columns):
        return
    people = [c for c in columns if c.header and _share(samples, c, "person") >= 0.6]
    theirs = [c for c in people if _of_theirs(c, columns, samples, lexicon)]
    people = [c for c in people if not _OTHERS.search(take_apart(c.header).base)]
    other = [c for c in people if not c.certain and concept_of(c.header) is None]
    other = theirs if len(theirs) == 1 else other
    owners = [c for c in people if c.certain and lexicon.concept_of.get(c.target or "") == "owner"]
    own = [c for c in owners if len(samples[c.index]) >= 3 and not evidence.repeated(samples[c.index])]
    for column in other if len(other) == 1 else own if len(own) == 1 and not other else []:
        column.alternatives = [key for key in (column.target,) if key and key != name]
        column.target, column.confidence = name, 0.8


_VAGUE = frozenset(squeeze(word) for word in ("客户", "客户名称", "客户名"))


def _settle_names(columns: list[Column], samples: Sequence[Sequence[Cell]], lexicon: Lexicon) -> None:
    """客户名称 and 名称 mean a company beside 联系人, and a person when persons stand below and nothing else does."""
    name = next((t.key for t in lexicon.by_concept.get("name", ())), None)
    company = next((t.key for t in lexicon.by_concept.get("company", ())), None)
    if name is None or company is None:
        return
    named = [c for c in columns if c.target == name]
    firms = [c for c in columns if c.target == company]
    vague = [c for c in firms if squeeze(c.header) in _VAGUE]
    if len(vague) == 1 < len(firms) and all(take_apart(c.header).base in lexicon.weak for c in named):
        # beside 公司 or 备注企业 the customers of a chat program are persons, however they call themselves
        called = _share(samples, vague[0], "person") + _share(samples, vague[0], "text")
        if called > 0.7 and _share(samples, vague[0], "company") < 0.3:
            vague[0].target, vague[0].alternatives = name, [company]
            return
    if named and not firms:
        vague = [c for c in named if squeeze(c.header) in {squeeze("名称"), squeeze("全称")}]
        if vague and (len(named) > 1 or _share(samples, vague[0], "company") > 0.5):
            vague[0].target, vague[0].alternatives = company, [name]
    elif firms and not named:
        vague = [c for c in firms if squeeze(c.header) in _VAGUE]
        if vague and _share(samples, vague[0], "person") > 0.6 > _share(samples, vague[0], "company") + 0.3:
            vague[0].target, vague[0].alternatives, vague[0].confidence = name, [company], 0.8


def _share(samples: Sequence[Sequence[Cell]], column: Column, kind: str) -> float:
    values = samples[column.index] if column.index < len(samples) else ()
    return shares(values).get(kind, 0.0)


def reaches(columns: Sequence[Column], targets: Sequence[Target]) -> bool:
    """Whether the columns that are certain say who, and how to reach them: then a sheet is a list of people or firms."""
    concepts = {target.key: target.concept for target in targets}
    told = {concepts.get(column.target or "") for column in columns if column.certain}
    return bool(told & {"name", "company"}) and bool(told & {"mobile", "phone", "email"})


def _fullness(columns: list[Column], samples: Sequence[Sequence[Cell]], lexicon: Lexicon) -> dict[int, int]:
    """How many values columns of names and firms hold: of Name and 姓名 the fuller one is meant."""
    return {
        c.index: sum(cell not in (None, "") for cell in samples[c.index])
        for c in columns
        if lexicon.concept_of.get(c.target or "") in {"name", "company"} and c.index < len(samples)
    }


def _settle_rivals(columns: list[Column], full: dict[int, int], lexicon: Lexicon) -> None:
    """Two columns never fill one field: the surer one keeps it, the other is asked about or takes the second place."""
    taken: set[str] = set()
    for column in sorted(columns, key=lambda c: (-c.confidence, -full.get(c.index, 0), c.index)):
        key = column.target
        if key is None or key in lexicon.multiple:
            continue
        if key not in taken:
            taken.add(key)
            continue
        rest = [k for k in column.alternatives if k not in taken]
        second = _second_place(key, lexicon, taken)
        column.alternatives = [key, *rest]
        column.target = second or None
        column.confidence = (
            min(column.confidence, 0.8 if second in lexicon.multiple else 0.5) if second else 0.0
        )
        if second:
            taken.add(second)


def _second_place(key: str, lexicon: Lexicon, taken: set[str]) -> str | None:
    concept = SECOND.get(lexicon.concept_of.get(key, ""), "")
    return next(
        (t.key for t in lexicon.by_concept.get(concept, ()) if t.multiple or t.key not in taken), None
    )
