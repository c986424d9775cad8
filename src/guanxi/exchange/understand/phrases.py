"""Headers that no list of words can hold: questions of forms, compounds of money, numbered parts of address books."""

import re

from guanxi.exchange.understand.compounds import composed

# Squeezed headers (no space, no mark) that mean a concept whatever else they say.
_TOUCH = r"(?:我司|客户|销售|业务)?(?:接触|联系|联络|沟通|拜访|回访|接洽|洽谈|来访|到访|咨询|跟进|追踪|跟踪|会面|见面|互动)"
_WHEN = r"的?(?:日期|时间|日|时候)"
_MEANING = (
    ("first_contact", re.compile(rf"(?:首次|初次|第一次|最早|最初){_TOUCH}(?:{_WHEN})?")),
    ("first_contact", re.compile(rf"(?:见面|会面|初见|相识|认识|结识){_WHEN}")),
    ("amount", re.compile(
        r"(?:est|estimated|expected|potential|projected)(?:deal|order|contract|sales|project|purchase|annual)*(?:value|amount|revenue|budget|price|size)"
    )),
    ("source", re.compile(r"(?:客户|线索|您|你)?(?:是)?从(?:哪里|哪儿|哪|何处)来的?")),
    ("owner", re.compile(r"(?:我方|我司|本司|本公司)的?(?:销售|业务员?|跟进人|负责人|对接人|联系人|客户经理|顾问|经办人?)")),
    ("next_follow_up", re.compile(rf"(?:下次|下一次|下一步|计划|计划下次|预约|预计下次|约定)(?:一次)?{_TOUCH}{_WHEN}")),
    ("last_contact", re.compile(rf"(?:上次|上一次|最近|最后|最新|末次)(?:一次)?{_TOUCH}{_WHEN}")),
    ("source", re.compile(
        r"(?:(?:从|通过|由)?(?:哪里|哪儿|何处|哪个|哪种|哪些|什么|何种|怎么|怎样|如何).{0,6}(?:了解|知道|得知|获知|获悉|认识|找到|看到|听说)"
        r"|(?:得知|获知|了解|知道|获悉).{0,8}(?:渠道|途径|方式|来源))(?!.*(?:产品|功能|内容|什么课))"
    )),
    ("source", re.compile(r"how(?:did)?you(?:first)?(?:hear|know|find|learn)|howdidyou(?:hear|know|find|learn)")),
    ("amount", re.compile(
        r".{0,4}预算(?:金额|额)?|(?:意向|预计|预估|预期|拟|计划|目标)(?:采购|采购合同|订购|订货|订单|购买|签约|签单|成单|下单|交易|成交|合作|合同|投入|需求|投资|销售|年采购)*(?:总)?(?:额|金额|总额|额度|价格|价)|(?:成交|签约|合同)(?:预估|预计|预期)(?:额|金额)"
    )),
)  # fmt: skip
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
_STARTS = re.compile(r"^(?:上级|下级|推荐人|介绍人)")


def meant(base: str) -> str | None:
    """The concept of a squeezed header by the way it is put; None when it is put in no known way."""
    if _STARTS.match(base):
        return None
    for concept, form in _MEANING:
        if form.search(base) if concept == "source" else form.fullmatch(base):
            return concept
    return composed(base)


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
