"""Headers as other people write them: without hints how to fill them in, without the nesting of address books."""

import re

# Phone 1 - Value, E-mail 2 - Value, Organization 1 - Title: how address books write several values of a sort
_NUMBERED = re.compile(r"(?P<what>[a-z][a-z -]*?)\s*(?P<number>\d)\s*-\s*(?P<part>[a-z ]+)")
# Person - Name, Person - Email - Work, Organization - Name: the record, and its field
_FIELD_OF = re.compile(r"(?P<record>person|contact|lead|organization|company|deal)\s+-\s+(?P<field>.+)")
_KIND_BEHIND = re.compile(r"(?P<what>email|phone)\s+-\s+(?P<kind>[a-z]+)")
_WHOLE = frozenset({"value", "formatted", "address"})
# 生日 格式：1990-01-01, 手机 如：138…: how to fill a column is no part of its name
_HINT = re.compile(
    r"(?<=\S)[\s(,;]+(?:格式|例如|示例|举例|样例|例|如|说明|提示|注|e\.?g\.?)\s*[:：].*$", re.DOTALL
)
# brackets that change what is meant: 电话(宅), 所属部门(负责人)
_AT_HOME = re.compile(
    r"(?:联系)?(?:电话|phone|tel\.?|e-?mail|邮箱|信箱)\s*\((?:宅|家|h|home|住宅|personal|个人|私人)\)"
)
_THEIRS = re.compile(r".*部门\s*\((?:负责人|业务员|销售|跟进人)\)")


def plain(header: str) -> str:
    """A header without hints how to fill it in, and a numbered part of an address book as others write it (phone 2)."""
    text = _HINT.sub("", header) or header
    if _AT_HOME.fullmatch(text):
        return "personal email" if "mail" in text or "箱" in text else "home phone"
    if _THEIRS.match(text):
        return re.sub(r"[()]", "", text)
    field = _FIELD_OF.fullmatch(text)
    if field:
        return _field_of(field["record"], field["field"])
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return text
    if match["part"].strip() in _WHOLE:
        return f"{match['what']} {match['number']}"
    if match["number"] != "1" or match["what"] not in {"organization", "address"}:
        return text
    return "organization name" if match["part"] == "name" else match["part"]


def _field_of(record: str, field: str) -> str:
    kind = _KIND_BEHIND.fullmatch(field)
    if kind:
        return f"{kind['kind']} {kind['what']}"
    return field if record in {"person", "contact", "lead"} else f"{record} {field}"
