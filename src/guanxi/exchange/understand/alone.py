"""What an unknown header means by its values, where no other column has its field: stages, sources, colleagues, amounts.

Each rule wants all signs at once: the field is free, the values are of its sort and of no other, the header says nothing
against it, and no second column looks the same. What lacks one of them is asked about.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from guanxi.exchange.readers import Cell
from guanxi.exchange.understand import evidence
from guanxi.exchange.understand.candidates import Lexicon, Target
from guanxi.exchange.understand.column import Column
from guanxi.exchange.understand.lexicon import concept_of, squeeze, take_apart, value_words

_CONFIDENCE = 0.78
Rule = Callable[[Column, Sequence[Cell], Target, Lexicon], bool]
# Words of these options are said of nothing else; 电话 and 微信 may be ways to talk or to pay as well.
_TELLING = {
    "stage": frozenset({"qualified", "proposal", "negotiation", "won", "lost"}),
    "source": frozenset({"website", "exhibition", "referral", "ads", "partner"}),
}
# What has states of its own, and what is told by the same words as a source.
_OTHER_STATES = re.compile(
    "订单|物流|发货|付款|回款|合同|开票|发票|审批|任务|工单|售后|试用|样品|短信|邮件|账号|会员|报名|类型|原因"
    "|order|ship|pay|invoice|ticket|e-?mail|task|contract|account|type|reason"
)
_WAYS = re.compile("方式|偏好|支付|付款|通知|联系|回访|沟通|跟进|投诉|method|prefer|pay|contact|follow")
_AGAINST = {"stage": _OTHER_STATES, "source": _WAYS}
_OF_OURS = re.compile(
    "(?:(?:负责|跟进|归属|维护|服务|责任|管理|开发|跟单|拓展|承办|主办)(?:人员?|员|者)|业务|销售|代表|顾问|经理|专员|管家|老师|担当|窗口|商务|内勤|网销|经纪|律师|同事|小伙伴|负责|对接|归属|跟进?)(?:姓名|名字)?$|(?:维保|维护|服务|销售|业务|片区|区域|大区|地区|渠道|客服|招商|跟进|负责|大客户)主管(?:姓名|名字)?$|谁"
    "|(?:sales|rep|owner|manager|agent|consultant|person|staff|pic|bd|incharge)(?:name)?$|handle|takencare|lookafter|^who"
)
_OF_OTHERS = re.compile(
    "电话|手机|邮箱|微信|部门|公司|团队|(?:主营|主要|核心|合作|意向|经营|涉及|需求|现有|新|老|增值)业务|^原|^前|曾|推荐|介绍|创建|录入|登记|修改|审|上级|协|助|(?:项目|产品)经理|技术|实施|售前|售后|法律|财务|交付|带教|等级|方式|类型|结果|情况|状态"
    "|phone|mail|team|depart|former|previous|refer|creat|modif|approv|assist|supervis|status|type|method|partner"
)
_CALLED = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+|[小老阿][\u4e00-\u9fff]")
_REGIONS = ("华东", "华南", "华北", "华中", "东北", "西南", "西北", "全国", "海外")
_TEAM = re.compile(r"(?:部|组|区|队|中心|公司|店|院|门市)$")
_EXPECTED = re.compile(
    "预计|预估|预期|意向|潜在|拟|报价|估算|估价|询价|标的|首批|首单|est|expect|potential|project|forecast|quote"
)
_OTHER_MONEY = re.compile(
    "成本|利润|毛利|单价|均价|人均|客单|运费|邮费|回款|收款|已|实|折|佣|返|提成|定金|押金|保证金|税|薪|工资|余额|补贴|奖|注册|库存|欠|应|损|争议|诉讼|涉案|仲裁|赔"
    "|cost|profit|margin|unit|price|freight|paid|received|discount|commission|deposit|tax|balance"
)
# in 万 there are pieces too: then the words must say that money is meant
_MONEY = re.compile("元|圆|rmb|cny|[¥￥]", re.IGNORECASE)
_DEAL = re.compile("签单|成交|合同|商机|预算|报价|货值|[款额价费]$|deal|budget|revenue")

_VISIT = re.compile(
    "(?:date|day|time)of(?:the)?visit|visit(?:ed|or)?(?:date|day|time|on)?|(?:拜访|参观|观展)(?:日期|时间|日)"
)
_AT_A_FAIR = re.compile("booth|trade ?(?:fair|show)|exhibition|expo\\b|展位|展台|展会")


def settle_alone(columns: Sequence[Column], samples: Sequence[Sequence[Cell]], lexicon: Lexicon) -> None:
    """Gives the one column that has all signs of a free field to it."""
    certain = {column.target for column in columns if column.certain}
    held = [column for column in columns if column.header and column.index < len(samples)]
    for concept, rules in _RULES.items():
        target = next(iter(lexicon.by_concept.get(concept, ())), None)
        if target is None or target.key in certain:
            continue
        if concept == "first_contact" and not any(_AT_A_FAIR.search(c.header.lower()) for c in held):
            continue
        for fits in rules:
            found = [
                column
                for column in held
                if _open(column, concept, lexicon) and fits(column, samples[column.index], target, lexicon)
            ]
            if found:
                break
        if len(found) == 1:
            found[0].alternatives = [key for key in (found[0].target,) if key and key != target.key]
            found[0].target, found[0].confidence = target.key, _CONFIDENCE


def _open(column: Column, concept: str, lexicon: Lexicon) -> bool:
    """Whether the header says nothing certain; of a note whose every word is a stage (洽谈进展) the stage is meant."""
    if not column.certain:
        return True
    return concept == "stage" and lexicon.concept_of.get(column.target or "") == "follow_up"


def _headed(column: Column, values: Sequence[Cell], target: Target, lexicon: Lexicon) -> bool:
    """推进阶段 and 信息渠道 are what they end in when most words below are options of it."""
    base = take_apart(column.header).base
    if column.certain or not base.endswith(tuple(lexicon.heads(target.key))):
        return False
    found = _said(column, values, target)
    return found.rows >= 2 and found.known >= 0.6


def _worded(column: Column, values: Sequence[Cell], target: Target, _: Lexicon) -> bool:
    """Nearly all words are options of the field, several of them such as no other field has."""
    if not column.certain and concept_of(column.header) not in (None, target.concept, "status"):
        return False
    found = _said(column, values, target)
    telling = found.options & _TELLING[target.concept]
    return found.known >= 0.8 and found.rows >= 5 and found.distinct <= 0.7 * found.rows and len(telling) >= 2


def _said(column: Column, values: Sequence[Cell], target: Target) -> evidence.Words:
    header = take_apart(column.header)
    against = _AGAINST.get(target.concept)
    if target.type not in ("choice", "multichoice") or evidence.of_a_stranger(header.base):
        return evidence.Words(0.0, 0, 0)
    if against and against.search(header.base):
        return evidence.Words(0.0, 0, 0)
    return evidence.words(values, target.options, target.words or target.concept, header.codes)


def _colleagues(column: Column, values: Sequence[Cell], _: Target, __: Lexicon) -> bool:
    """Few persons who come again and again, under a header that speaks of whoever has to do with customers."""
    base = take_apart(column.header).base
    if concept_of(column.header) not in (None, "owner"):
        return False
    if not _OF_OURS.search(base) or _OF_OTHERS.search(base):
        return False
    told = [cell.strip() for cell in values if isinstance(cell, str) and cell.strip()]
    people = [text for text in told if evidence.share([text], "person") or _CALLED.fullmatch(text)]
    people = [text for text in people if squeeze(text) not in _spoken_for() and not evidence.places([text])]
    teams = [text for text in told if _TEAM.search(text)]
    return (
        len(told) >= 5 and len(set(told)) <= 0.5 * len(told) and len(people) >= 0.5 * len(told) and not teams
    )


@lru_cache(maxsize=1)
def _spoken_for() -> frozenset[str]:
    """Words of all choices, and regions: 金融 and 华南 begin as surnames do."""
    said = (word for options in value_words().values() for words in options.values() for word in words)
    return frozenset(squeeze(word) for word in (*said, *_REGIONS))


def _expected(column: Column, values: Sequence[Cell], _: Target, __: Lexicon) -> bool:
    """Numbers under a header of money that is expected: 首批进货预估(万元), 预计团款（元）."""
    base = take_apart(column.header).base
    if column.unit is None or column.unit.currency not in (None, "CNY"):
        return False  # in a currency of its own it may be another price
    if concept_of(column.header) not in (None, "amount"):
        return False
    money = _MONEY.search(column.header) or _DEAL.search(base)
    if not (money and _EXPECTED.search(base)) or _OTHER_MONEY.search(base):
        return False
    return evidence.share(values, "number") + evidence.share(values, "phone") >= 0.6


def _visited(column: Column, values: Sequence[Cell], _: Target, __: Lexicon) -> bool:
    """The day of a visit, where a stand at a fair is spoken of: nobody had to do with the visitors before."""
    return bool(_VISIT.fullmatch(take_apart(column.header).base)) and evidence.share(values, "date") >= 0.6


_RULES: dict[str, tuple[Rule, ...]] = {
    "stage": (_headed, _worded),
    "source": (_headed, _worded),
    "gender": (_headed,),
    "intent": (_headed,),
    "owner": (_colleagues,),
    "amount": (_expected,),
    "first_contact": (_visited,),
}
