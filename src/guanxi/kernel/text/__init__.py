"""Texts as people write them: normal forms, names, pinyin, search tokens, and the reading of phones, dates and the like.

Pure functions. What cannot be read without guessing raises ValueFault with a code.
"""

from guanxi.kernel.text.addresses import Address, address_line, official, parse_address
from guanxi.kernel.text.amounts import Unit, parse_amount, parse_money, parse_percent, unit_in_header
from guanxi.kernel.text.blanks import is_placeholder
from guanxi.kernel.text.companies import company_core
from guanxi.kernel.text.credit_code import parse_credit_code
from guanxi.kernel.text.date_order import infer_order
from guanxi.kernel.text.dates import EXCEL_1900, EXCEL_1904, parse_date, parse_datetime
from guanxi.kernel.text.divisions import Division, divisions
from guanxi.kernel.text.emails import Email, ReadEmails, is_shared, parse_email, read_emails
from guanxi.kernel.text.faults import ValueFault
from guanxi.kernel.text.fold import normal, visible
from guanxi.kernel.text.marks import marks, wire_marks
from guanxi.kernel.text.names import PersonName, full_name, is_han, parse_name, split_name
from guanxi.kernel.text.phone_cells import ReadPhones, infer_region, read_phones
from guanxi.kernel.text.phone_faces import display_phone, mask_phone
from guanxi.kernel.text.phones import Phone, is_canonical_cn, parse_phone, split_phones
from guanxi.kernel.text.pinyin import character_readings, initials, name_pinyin, name_readings, text_syllables
from guanxi.kernel.text.queries import Query, Term, fts5, query_tokens, tsquery
from guanxi.kernel.text.sorting import name_sort_key, sort_key
from guanxi.kernel.text.tokens import company_tokens, email_tokens, name_tokens, phone_tokens, text_tokens

__all__ = [
    "EXCEL_1900",
    "EXCEL_1904",
    "Address",
    "Division",
    "Email",
    "PersonName",
    "Phone",
    "Query",
    "ReadEmails",
    "ReadPhones",
    "Term",
    "Unit",
    "ValueFault",
    "address_line",
    "character_readings",
    "company_core",
    "company_tokens",
    "display_phone",
    "divisions",
    "email_tokens",
    "fts5",
    "full_name",
    "infer_order",
    "infer_region",
    "initials",
    "is_canonical_cn",
    "is_han",
    "is_placeholder",
    "is_shared",
    "marks",
    "mask_phone",
    "name_pinyin",
    "name_readings",
    "name_sort_key",
    "name_tokens",
    "normal",
    "official",
    "parse_address",
    "parse_amount",
    "parse_credit_code",
    "parse_date",
    "parse_datetime",
    "parse_email",
    "parse_money",
    "parse_name",
    "parse_percent",
    "parse_phone",
    "phone_tokens",
    "query_tokens",
    "read_emails",
    "read_phones",
    "sort_key",
    "split_name",
    "split_phones",
    "text_syllables",
    "text_tokens",
    "tsquery",
    "unit_in_header",
    "visible",
    "wire_marks",
]
