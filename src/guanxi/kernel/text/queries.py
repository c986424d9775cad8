"""What a person types into a search box, as conditions over tokens that either store can run."""

import re
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache

from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.fold import normal
from guanxi.kernel.text.names import parse_name
from guanxi.kernel.text.phones import parse_phone
from guanxi.kernel.text.words import grams, joined, pieces, runs, spelled

_MAX_TYPED = 200
_MAX_CLAUSES = 12
_TOKEN = re.compile("[a-z0-9\u4e00-\u9fcc]+")
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+(?:com|cn|net|org|hk|tw|io|edu|gov)")
_NUMBERS = re.compile(r"(?<![a-z0-9@._-])[+(\d][\d\s()+\-./*x•·]*\d(?![a-z0-9@])")
_DIALLED = re.compile(r"[+(\d][\d\s()+\-./]*")
_MASKED = re.compile(r"(?:\+?\d{1,3}[ -]?)?\d{3}[ -]?[*x•·]{3,}[ -]?(\d{4})")


@dataclass(frozen=True, slots=True)
class Term:
    """One token to find, whole or as the beginning of a token."""

    token: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A record is found when every clause has a term that the record's tokens satisfy; no clauses find nothing."""

    clauses: tuple[tuple[Term, ...], ...]

    def __bool__(self) -> bool:
        return bool(self.clauses)


def _word_term(token: str) -> Term:
    """Words by their beginning; numbers whole, and a single letter whole: it stands for a surname's initial."""
    return Term(token, prefix=len(token) > 1 and not token.isdigit())


def _word_clauses(word: str) -> list[tuple[Term, ...]]:
    parts = pieces(word)
    if len(parts) == 1:
        return [(_word_term(parts[0]),)]
    whole = _word_term(joined(word))
    if _HOST.fullmatch(word):
        # The parts of a host name stand in half of all addresses; the name as a whole is what is meant.
        name = pieces(word.rpartition(".")[0])
        return [(whole,)] if word.count(".") > 1 else [(whole, _word_term(part)) for part in name]
    return [(whole, _word_term(part)) for part in parts]  # the whole, or else all of its parts


def _han_clauses(run: str) -> list[tuple[Term, ...]]:
    if len(run) == 1:
        return [(Term(spelled(run)),)]
    clauses: list[tuple[Term, ...]] = [(Term(gram),) for gram in grams(run)]
    try:
        read = parse_name(run)
    except ValueFault:
        return clauses
    if not read.honorific:
        return clauses
    if not read.given:  # 张总 is written so, or is a 张 whose first name is known
        bare = grams(read.surname) or [spelled(read.surname)]
        return [(*clauses[0], Term(bare[0]))] if len(read.surname) == 1 else [(Term(bare[0]),)]
    return [(Term(gram),) for gram in grams(read.name)]


def _phone_terms(text: str) -> tuple[Term, ...]:
    masked = _MASKED.fullmatch(text)
    if masked:
        return (Term(masked[1]),)
    if not _DIALLED.fullmatch(text):
        return ()
    digits = "".join(character for character in text if character.isdigit())
    if len(digits) < 7:
        return ()
    found = dict.fromkeys([digits, digits.removeprefix("00"), digits.lstrip("0")])
    with suppress(ValueFault):  # what cannot be dialled may still be an order number
        found[(parse_phone(text).e164 or "").removeprefix("+")] = None
    return tuple(Term(token) for token in found if token)


def _email_clauses(word: str) -> list[tuple[Term, ...]]:
    mailbox, _, domain = word.rpartition("@")
    name = spelled("".join(character for character in mailbox if character.isalnum()))
    host = spelled("".join(character for character in domain if character.isalnum()))
    return [(term,) for term in (Term(name), Term(host, prefix=True)) if term.token]


def _text_clauses(text: str) -> list[tuple[Term, ...]]:
    clauses: list[tuple[Term, ...]] = []
    for word in text.split():
        if "@" in word:
            clauses += _email_clauses(word)
            continue
        for is_chinese, run in runs(word):
            clauses += _han_clauses(run) if is_chinese else _word_clauses(run)
    return clauses


# One search asks for them several times.
@lru_cache(maxsize=256)
def query_tokens(typed: str) -> Query:
    """The conditions of a search text; any text is accepted and gives tokens of [a-z0-9] and Chinese only."""
    text = normal(typed[:_MAX_TYPED])
    clauses: list[tuple[Term, ...]] = []
    end = 0
    for span in _NUMBERS.finditer(text):
        number = _phone_terms(span[0].strip())
        if number:
            clauses += _text_clauses(text[end : span.start()])
            # The number, or else all of its groups: 2024-0012 may be a part of an order number.
            clauses += [tuple(dict.fromkeys(number + clause)) for clause in _text_clauses(span[0])] or [
                number
            ]
            end = span.end()
    clauses += _text_clauses(text[end:])
    kept = dict.fromkeys(clause for clause in clauses if all(_TOKEN.fullmatch(term.token) for term in clause))
    return Query(tuple(kept)[:_MAX_CLAUSES])


def fts5(query: Query) -> str:
    """The query as SQLite FTS5 reads it after MATCH; '' when there is nothing to find."""
    return " AND ".join(
        "(" + " OR ".join(f'"{term.token}"{"*" * term.prefix}' for term in clause) + ")"
        for clause in query.clauses
    )


def tsquery(query: Query) -> str:
    """The query as PostgreSQL reads it when cast by ::tsquery (not to_tsquery: the tokens are final); '' for nothing."""
    return " & ".join(
        "(" + " | ".join(f"'{term.token}'{':*' * term.prefix}" for term in clause) + ")"
        for clause in query.clauses
    )
