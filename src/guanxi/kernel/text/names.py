"""The parts of a person's name: surname, given name, form of address."""

import re
from dataclasses import dataclass

from guanxi.kernel.text.blanks import is_placeholder
from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.fold import normal, visible

_COMPOUND = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 "
    "仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 "
    "段干 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 第五 叶赫 纳兰 完颜 爱新觉罗 叶赫那拉 耶律 哥舒 贺兰 达奚 "
    "尔朱 即墨 佘佴 单于 范姜"
)
COMPOUND_SURNAMES = frozenset(_COMPOUND.split())
MALE, FEMALE = "male", "female"
_GENDER = {
    "先生": MALE, "男士": MALE, "男": MALE, "mr": MALE, "mister": MALE, "sir": MALE,
    "女士": FEMALE, "小姐": FEMALE, "太太": FEMALE, "夫人": FEMALE, "女": FEMALE, "美女": FEMALE,
    "ms": FEMALE, "mrs": FEMALE, "miss": FEMALE, "madam": FEMALE,
}  # fmt: skip
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af〇"
_ADDRESS = (
    "先生|女士|小姐|男士|美女|太太|夫人|同志|同学|师傅|師傅|老师|老師|教授|博士|医生|醫生|大夫|律师|律師|会计|會計|秘书|秘書|助理"
    "|董事长|董事長|副总经理|副總經理|总经理|總經理|副总|副總|总监|總監|总裁|總裁|总工|總工|总|總|副理|协理|協理|经理|經理|主管|主任"
    "|院长|院長|校长|校長|局长|局長|处长|處長|科长|科長|部长|部長|厂长|廠長|店长|店長|站长|站長|所长|所長|行长|行長|书记|書記|老板|老闆"
)
_TRAILING = re.compile(rf"(?P<name>[{_HAN}·]+?)\s*[(（]?(?P<word>{_ADDRESS})[)）]?")
_AFTER_SURNAME = re.compile(rf"(?P<name>[{_HAN}]{{1,2}})\s*(?P<word>董|工|导|局|处|哥|姐|叔|姨)")
_LEADING = re.compile(r"(?P<word>mrs|mr|ms|miss|mister|madam|dr|prof|sir)\b\.?\s+(?P<name>.+)", re.IGNORECASE)
_BRACKETED = re.compile(r"\s*[(（\[【](?P<note>[^)）\]】]*)[)）\]】]\s*")
_HAN_GAP = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_ALL_HAN = re.compile(rf"[{_HAN}]+")
# a number or a mark that a list puts before or behind a name
_MARKED = re.compile(
    rf"^(?:[(（]?\d{{1,3}}[)）.、．]\s*(?=[{_HAN}]))|^[\s*★☆※#●■◆▲△√]+(?=[{_HAN}A-Za-z])|(?<![\s*★☆※#●■◆▲△√])[\s*★☆※#●■◆▲△√]+$"
)
_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+")
_PARTICLES = frozenset(
    {
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "di",
        "del",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ben",
        "dos",
        "du",
    }
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it is stored and what it tells; `honorific`, `gender` and `note` are None when it does not say."""

    name: str
    surname: str
    given: str
    honorific: str | None = None
    gender: str | None = None
    note: str | None = None


def is_han(text: str) -> bool:
    """True when the text is not empty and all of it is Chinese characters."""
    return bool(_ALL_HAN.fullmatch(text))


def surname_length(name: str) -> int:
    """How many characters of a Chinese name are the surname: 2 to 4 for 欧阳 and its like, else 1."""
    simple = normal(name)
    for size in (4, 2):
        if simple[:size] in COMPOUND_SURNAMES and len(simple) >= size:
            return size
    return 1


def _split_latin(name: str) -> tuple[str, str]:
    surname, comma, given = name.partition(",")
    if comma and given.strip():
        return surname.strip(), given.strip()
    words = name.split()
    if len(words) < 2:
        return "", name
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name; a part that the name does not show is empty (阿凡提·买买提, Madonna)."""
    name = " ".join(visible(name).split())
    joined = name.replace(" ", "")
    if is_han(joined) and len(joined) <= 6:
        size = surname_length(joined)
        return joined[:size], joined[size:]
    if re.search(rf"[{_HAN}·]", name):
        return "", name
    return _split_latin(name)


def _address(name: str) -> tuple[str, str | None]:
    for form in (_LEADING, _TRAILING, _AFTER_SURNAME):
        match = form.fullmatch(name)
        if match is None:
            continue
        bare = match["name"]
        if form is _AFTER_SURNAME and len(bare) == 2 and normal(bare) not in COMPOUND_SURNAMES:
            continue  # 王小工 is more likely a whole name than engineer 王小
        return bare, match["word"]
    return name, None


def _notes(text: str) -> tuple[str, str | None, str | None]:
    found = [match["note"].strip() for match in _BRACKETED.finditer(text)]
    rest = _BRACKETED.sub(" ", text).strip()
    if not rest:
        return text, None, None
    gender = next((_GENDER[note] for note in found if note in _GENDER), None)
    kept = [note for note in found if note and note not in _GENDER]
    return rest, "；".join(kept) or None, gender


def parse_name(raw: str) -> PersonName:
    """Reads a name as people write it, with gaps, forms of address, remarks and pictures; ValueFault when none is there."""
    text = _EMOJI.sub("", visible(raw)).strip()
    if is_placeholder(text):
        raise ValueFault("required")
    text = _MARKED.sub("", text) or text
    rest, note, gender = _notes(_HAN_GAP.sub("", " ".join(text.split())))
    bare, word = _address(rest)
    gender = gender or _GENDER.get((word or "").lower())
    if is_han(bare) and surname_length(bare) == len(bare) and word:
        return PersonName(rest, bare, "", word, gender, note)  # 张总: all that is known, so it stays the name
    surname, given = split_name(bare)
    return PersonName(bare, surname, given, word, gender, note)


def full_name(surname: str, given: str) -> str:
    """The name as it is shown: Chinese names surname first and unspaced, all others given name first."""
    surname, given = surname.strip(), given.strip()
    if not surname or not given:
        return surname or given
    return surname + given if re.search(rf"[{_HAN}]", surname + given) else f"{given} {surname}"
