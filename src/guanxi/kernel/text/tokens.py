"""The one tokeniser: which search tokens a value is found by. Queries are cut by the same rules in queries.py."""

from collections.abc import Iterable
from itertools import islice

from guanxi.kernel.text.companies import company_core
from guanxi.kernel.text.pinyin import initials, name_readings, text_syllables
from guanxi.kernel.text.words import grams, joined, letters, pieces, runs, spelled

MAX_TOKENS = {"name": 64, "company": 96, "text": 128, "long": 512}
_MAX_NAME = 8
_MAX_SYLLABLES = 14
# Every second domain ends with these; as tokens they would find half of the records.
_COMMON_LABELS = frozenset({"com", "cn", "net", "org", "www", "mail", "gov", "edu", "hk", "tw"})


def _unique(tokens: Iterable[str], most: int) -> list[str]:
    return list(islice(dict.fromkeys(filter(None, tokens)), most))


def _umlauts(syllables: tuple[str, ...]) -> list[tuple[str, ...]]:
    """吕 is typed lv, lu and (as in passports) lyu."""
    if not any("v" in syllable for syllable in syllables):
        return [syllables]
    return [tuple(syllable.replace("v", u) for syllable in syllables) for u in ("v", "u", "yu")]


def _reading_tokens(syllables: tuple[str, ...]) -> list[str]:
    """zhang san feng: zhangsanfeng zsf, zhangsf, then sanfeng sf, feng, and zhang, san; and z for the surname alone."""
    first = initials(syllables)
    out = ["".join(syllables), first, syllables[0] + first[1:], first[0]]
    for start in range(1, len(syllables)):
        out += ("".join(syllables[start:]), first[start:] if len(first) - start > 1 else "")
    return [*out, *syllables]


def _word_tokens(word: str) -> list[str]:
    parts = pieces(word)
    return [joined(word), *parts] if len(parts) > 1 else parts


def name_tokens(name: str) -> list[str]:
    """What a person's name is found by: its characters, pairs of them, pinyin in every reading, initials, Latin words."""
    out: list[str] = []
    chinese = ""
    latin: list[str] = []
    for is_chinese, run in runs(name):
        if is_chinese:
            out += [*letters(run), *grams(run)]
            chinese += run
        else:
            out += _word_tokens(run)
            latin.append(joined(run))
    if len(latin) > 1:
        out += ["".join(latin), "".join(word[0] for word in latin)]
    if latin:
        out.append(latin[0][0])
    if len(chinese) > 1:
        out += grams(chinese)  # 张 三 and 阿里·木 are also found without the gap
    for reading in name_readings(chinese[:_MAX_NAME]):
        for syllables in _umlauts(reading):
            out += _reading_tokens(syllables)
    return _unique(out, MAX_TOKENS["name"])


def company_tokens(name: str) -> list[str]:
    """What a company is found by: any two neighbouring characters, pinyin and initials from any character on, words."""
    out = text_tokens("text", name)
    core = company_core(name)
    core_runs = [run for is_chinese, run in runs(core) if is_chinese]
    for run in core_runs:
        out += grams(run)  # 金桥（上海）精密 is also found by 桥精
    syllables = text_syllables("".join(core_runs))[:_MAX_SYLLABLES]
    if syllables:
        out.append(syllables[0][0])
    for start in range(len(syllables)):
        rest = syllables[start:]
        out.append("".join(rest)[:48])
        if len(rest) > 1:
            out.append(initials(rest))
    return _unique(out, MAX_TOKENS["company"])


def text_tokens(kind: str, text: str) -> list[str]:
    """The tokens of a value of some kind: name, company, phone, email, text (short), long (notes; no single characters)."""
    special = _SPECIAL.get(kind)
    if special is not None:
        return special(text)
    out: list[str] = []
    most = MAX_TOKENS.get(kind, MAX_TOKENS["text"])
    for is_chinese, run in runs(text[: most * 8]):
        if not is_chinese:
            out += _word_tokens(run)
        elif kind == "long" and len(run) > 1:
            out += grams(run)
        else:
            out += [*letters(run), *grams(run)]
        if len(out) > most * 4:
            break
    return _unique(out, most)


def phone_tokens(e164: str) -> list[str]:
    """What a phone number is found by: all digits with and without the country's, and the last four; never a part."""
    main, _, extension = e164.partition(";ext=")
    bare = main.removeprefix("+")
    digits = (
        bare if bare.isascii() and bare.isdigit() else "".join(c for c in main if c.isascii() and c.isdigit())
    )
    if not digits:
        return []
    national = digits
    for code in ("86", "886", "852", "853"):
        if main.startswith("+" + code):
            national = digits.removeprefix(code)
            break
    # Fixed lines are dialled with a zero before the area; numbers are searched as they are dialled.
    dialled = "0" + national if national != digits else ""
    whole = [digits, national, dialled] if len(national) > 4 else [national]
    return _unique([*whole, digits[-4:], extension if extension.isdigit() and len(extension) > 2 else ""], 6)


def _domain_tokens(domain: str) -> list[str]:
    labels = [spelled(label) for label in domain.split(".") if label]
    whole = ["".join(labels[start:])[:48] for start in range(max(1, len(labels) - 1))]
    return [*whole, *(label for label in labels[:-1] if label not in _COMMON_LABELS)]


def email_tokens(email: str) -> list[str]:
    """What an e-mail address is found by: the whole, the name before the @, the domain and its labels."""
    mailbox, at, domain = email.strip().casefold().rpartition("@")
    if not at:
        mailbox, domain = domain, ""
    name = spelled("".join(character for character in mailbox if character.isalnum()))
    return _unique(
        [f"{name}at{spelled(domain.replace('.', ''))}"[:64] if domain else "", name, *_domain_tokens(domain)],
        16,
    )


_SPECIAL = {"name": name_tokens, "company": company_tokens, "phone": phone_tokens, "email": email_tokens}
