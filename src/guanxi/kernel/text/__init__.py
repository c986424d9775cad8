"""Texts as people write them: normal forms, names, pinyin, search tokens, and the reading of phones, dates and the like.

Pure functions. What cannot be read without guessing raises ValueFault with a code.
"""

from guanxi.kernel.text.blanks import is_placeholder
from guanxi.kernel.text.companies import company_core
from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.fold import normal, visible
from guanxi.kernel.text.names import PersonName, full_name, is_han, parse_name, split_name
from guanxi.kernel.text.pinyin import character_readings, initials, name_pinyin, name_readings, text_syllables
from guanxi.kernel.text.sorting import name_sort_key, sort_key

__all__ = [
    "PersonName",
    "ValueFault",
    "character_readings",
    "company_core",
    "full_name",
    "initials",
    "is_han",
    "is_placeholder",
    "name_pinyin",
    "name_readings",
    "name_sort_key",
    "normal",
    "parse_name",
    "sort_key",
    "split_name",
    "text_syllables",
    "visible",
]
