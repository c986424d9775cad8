"""Pinyin of names and texts, and the key by which Chinese sorts on every database."""

import os
import unicodedata
from functools import lru_cache
from itertools import islice, product
from pathlib import Path

from guanxi.kernel.text.fold import normal
from guanxi.kernel.text.names import surname_length

# The phrase dictionary costs 45 MB in every process; what names and companies need of it stands in data/readings.tsv.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
from pypinyin.constants import PINYIN_DICT  # after the variable that it reads

# How a character is read as a surname where that is not (only) its first reading in the dictionary.
SURNAME_READINGS = {
    "曾": "zeng", "单": "shan", "仇": "qiu", "解": "xie", "查": "zha", "任": "ren", "区": "ou", "朴": "piao", "盖": "ge",
    "乐": "yue", "翟": "zhai", "晁": "chao", "尉": "wei", "员": "yun", "贠": "yun", "黑": "he", "秘": "bi", "冼": "xian",
    "逄": "pang", "缪": "miao", "宓": "mi", "种": "chong", "重": "chong", "覃": "qin", "谌": "chen", "洗": "xian", "折": "she",
    "繁": "po", "曲": "qu", "华": "hua", "那": "na", "哈": "ha", "车": "che", "柏": "bai", "薄": "bo", "卜": "bu", "藏": "zang",
    "臧": "zang", "晟": "cheng", "都": "du", "葛": "ge", "过": "guo", "郝": "hao", "纪": "ji", "贾": "jia", "隽": "juan",
    "阚": "kan", "隗": "wei", "令": "ling", "炅": "gui", "祭": "zhai", "召": "shao", "撒": "sa", "厍": "she", "佘": "she",
    "沈": "shen", "石": "shi", "台": "tai", "拓": "tuo", "行": "xing", "燕": "yan", "叶": "ye", "於": "yu", "应": "ying",
    "恽": "yun", "訾": "zi", "竺": "zhu", "祝": "zhu", "俞": "yu", "句": "gou", "长": "zhang", "相": "xiang", "占": "zhan",
    "哥": "ge", "粘": "nian", "褚": "chu", "莘": "shen", "郇": "huan", "洪": "hong", "尹": "yin", "宁": "ning", "落": "luo",
    "角": "jue", "能": "nai", "么": "yao", "尧": "yao", "万": "wan", "陆": "lu", "鲍": "bao", "费": "fei",
    "适": "kuo", "亓": "qi", "璩": "qu", "檀": "tan", "佴": "nai", "乜": "nie", "蕃": "bo", "苻": "fu", "妫": "gui", "伏": "fu",
    "干": "gan", "参": "shen", "少": "shao", "盛": "sheng", "谷": "gu", "郗": "chi", "尤": "you", "牟": "mu", "皮": "pi",
    "强": "qiang", "冯": "feng", "给": "ji", "柜": "ju", "夏": "xia", "贲": "ben", "邸": "di", "艾": "ai",
}  # fmt: skip
# More than one reading is in use for these surnames; all are found, the first is shown.
_ALSO = {
    "盖": ("gai",), "乐": ("le",), "缪": ("mou", "miu"), "覃": ("tan",), "谌": ("shen",), "宓": ("fu",), "葛": ("ge",),
    "隗": ("kui",), "纪": ("ji",), "种": ("zhong",), "折": ("zhe",), "晟": ("sheng",), "华": ("hua",), "柏": ("bo",),
    "召": ("zhao",), "郗": ("xi",), "牟": ("mou",), "费": ("bi",), "莘": ("xin",), "祭": ("ji",), "相": ("xiang",),
    "翟": ("di",), "区": ("qu",), "查": ("cha",), "单": ("dan",), "仇": ("chou",), "解": ("jie",), "曾": ("ceng",),
    "朴": ("pu", "po"), "黑": ("hei",), "尉": ("yu",), "贾": ("gu",), "任": ("ren",), "洗": ("xi",), "员": ("yuan",),
}  # fmt: skip
_COMPOUND_READINGS = {
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai", "宰父": "zai fu",
    "鲜于": "xian yu", "亓官": "qi guan", "令狐": "ling hu", "拓跋": "tuo ba", "夹谷": "jia gu", "乐正": "yue zheng",
    "尔朱": "er zhu", "呼延": "hu yan", "第五": "di wu", "贺兰": "he lan", "达奚": "da xi", "皇甫": "huang fu", "濮阳": "pu yang",
    "即墨": "ji mo", "颛孙": "zhuan sun", "壤驷": "rang si", "佘佴": "she nai", "谷梁": "gu liang", "子车": "zi ju",
}  # fmt: skip
_TONE = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_READINGS_FILE = Path(__file__).parent / "data" / "readings.tsv"
_MAX_COMBINATIONS = 6


def _spelled(marked: str) -> tuple[str, str]:
    """'lǚ' → ('lv', '3'): the letters that people type and the tone."""
    letters: list[str] = []
    tone = "5"
    for character in unicodedata.normalize("NFD", marked):
        if character == "\u0308":
            letters[-1] = "v"
        elif character in _TONE:
            tone = _TONE[character]
        elif "a" <= character <= "z":
            letters.append(character)
    return "".join(letters), tone


@lru_cache(maxsize=1)
def _everyday() -> dict[str, tuple[str, ...]]:
    """Characters and words of data/readings.tsv: a character with its spellings, a word with its syllables."""
    lines = _READINGS_FILE.read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key: tuple(readings.split()) for key, readings in pairs}


@lru_cache(maxsize=1 << 14)
def _dictionary(character: str) -> tuple[tuple[str, str], ...]:
    marked = PINYIN_DICT.get(ord(character), "")
    return tuple(
        (letters, tone) for letters, tone in map(_spelled, marked.split(",")) if set(letters) & set("aeiouv")
    )


@lru_cache(maxsize=1 << 14)
def character_readings(character: str) -> tuple[str, ...]:
    """The everyday spellings of one Chinese character, the usual one first; none for any other character."""
    known = _everyday().get(character)
    return known or tuple(dict.fromkeys(letters for letters, _ in _dictionary(character)))[:2]


def reading_tone(character: str, letters: str) -> str:
    """The tone, '1' to '5', with which a character is read when it is spelled so."""
    return next((tone for spelled, tone in _dictionary(character) if spelled == letters), "5")


def _surname_readings(surname: str) -> list[tuple[str, ...]]:
    if surname in _COMPOUND_READINGS:
        known = _COMPOUND_READINGS[surname].split()
        return [
            tuple(dict.fromkeys((read, *character_readings(c)[:1])))
            for c, read in zip(surname, known, strict=True)
        ]
    if len(surname) > 1:
        return [character_readings(character)[:2] for character in surname]
    first = SURNAME_READINGS.get(surname)
    rest = _ALSO.get(surname, ()) if first else ()
    return [tuple(dict.fromkeys((*((first,) if first else ()), *rest, *character_readings(surname))))[:4]]


@lru_cache(maxsize=1 << 14)
def name_syllables(name: str) -> tuple[tuple[str, ...], ...]:
    """For each Chinese character of a personal name its spellings, the most likely first (曾小贤: zeng ceng, xiao, xian)."""
    simple = "".join(character for character in normal(name) if character_readings(character))
    size = surname_length(simple)
    return (
        (*_surname_readings(simple[:size]), *(character_readings(c) for c in simple[size:])) if simple else ()
    )


def name_readings(name: str) -> list[tuple[str, ...]]:
    """Up to six whole readings of a personal name, each a tuple of syllables, the most likely first."""
    syllables = name_syllables(name)
    if not syllables:
        return []
    # Readings that leave the first choice in one place only come before those that leave it in several.
    ranked = sorted(
        islice(product(*(range(len(options)) for options in syllables)), 64),
        key=lambda picks: (sum(pick > 0 for pick in picks), sum(picks), [-pick for pick in picks[:1]]),
    )
    return [
        tuple(o[p] for o, p in zip(syllables, picks, strict=True)) for picks in ranked[:_MAX_COMBINATIONS]
    ]


def name_pinyin(name: str) -> str:
    """The likeliest reading of a name as one lower-case word, '' when it has no Chinese character."""
    return "".join(options[0] for options in name_syllables(name))


@lru_cache(maxsize=1 << 13)
def text_syllables(text: str) -> tuple[str, ...]:
    """The likeliest syllable for each Chinese character of a normal form, read with its neighbours (重庆 is chong qing)."""
    out: list[str] = []
    position = 0
    while position < len(text):
        for size in (3, 2):
            word = text[position : position + size]
            phrase = _everyday().get(word, ())
            if len(word) == len(phrase) == size:
                out += phrase
                position += size
                break
        else:
            out += character_readings(text[position])[:1]
            position += 1
    return tuple(out)


def initials(syllables: tuple[str, ...]) -> str:
    """The first letters: ('zhang', 'san') → 'zs'."""
    return "".join(syllable[0] for syllable in syllables)
