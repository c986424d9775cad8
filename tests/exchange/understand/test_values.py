"""Words of choice columns, and those that nobody knows."""

from guanxi.exchange.understand import ChoiceReader
from guanxi.exchange.understand.lexicon import value_words

STAGES = [
    ("new", ["新线索"]),
    ("qualified", ["需求确认"]),
    ("proposal", ["方案报价"]),
    ("won", ["已成交"]),
    ("lost", []),
]


def test_labels_values_and_synonyms():
    reader = ChoiceReader(STAGES, "stage")
    assert [reader.read(w) for w in ["新線索", " 报价中", "WON", "输单", "赢单", "1-新线索", "已沟通需求"]] == [
        "new", "proposal", "won", "lost", "won", "new", "qualified",
    ]  # fmt: skip
    assert reader.unknown == {}


def test_other_ways_to_say_the_same():
    stage = ChoiceReader(STAGES, "stage")
    assert [stage.read(w) for w in ["了解需求", "需求了解中", "Proposal Sent", "Quotation sent"]] == [
        "qualified", "qualified", "proposal", "proposal",
    ]  # fmt: skip
    source = ChoiceReader([("website", []), ("referral", []), ("other", [])], "source")
    assert [source.read(w) for w in ["网站询盘", "官網詢盤", "舊客戶介紹", "客户引荐", "询盘"]] == [
        "website", "website", "referral", "referral", None,
    ]  # fmt: skip


def test_unknown_words_are_told_once():
    reader = ChoiceReader(STAGES, "stage")
    assert [reader.read(w) for w in ["神秘", "神秘 ", "赢单"]] == [None, None, "won"]
    assert reader.unknown == {"神秘": 2}


def test_what_a_person_settled_counts_most():
    reader = ChoiceReader(STAGES, "stage", settled={"神秘": "lost", "赢单": None})
    assert reader.read("神秘") == "lost"
    assert reader.read("赢单") is None
    assert reader.unknown == {}


def test_a_code_list_from_the_header():
    reader = ChoiceReader(
        [("referral", ["转介绍"]), ("ads", [])], "source", codes={"1": "百度推广", "2": "转介绍"}
    )
    assert [reader.read("1"), reader.read("2"), reader.read("2.0")] == ["ads", "referral", "referral"]


def test_yes_and_no():
    reader = ChoiceReader([("true", []), ("false", [])], "boolean")
    assert [reader.read(w) for w in ["是", "√", "否", "N", "有"]] == [
        "true",
        "true",
        "false",
        "false",
        "true",
    ]


def test_an_option_that_the_field_does_not_have_is_never_chosen():
    assert ChoiceReader([("won", ["成交"])], "stage").read("输单") is None


SIZES = [(value, [value]) for value in ("1-19", "20-99", "100-499", "500-999", "5000+")]


def test_numbers_find_the_span_that_they_lie_in():
    reader = ChoiceReader(SIZES)
    told = {"399": "100-499", "14人": "1-19", "１２０人": "100-499", "20~99人": "20-99", "100—499": "100-499",
            "150至200人": "100-499", "约150人": "100-499", "5000人以上": "5000+", "12000": "5000+", "119": "100-499",
            "399.0": "100-499"}  # fmt: skip
    assert {word: reader.read(word) for word in told} == told


def test_numbers_that_could_be_in_two_spans_are_in_none():
    reader = ChoiceReader(SIZES)
    for word in ("50-200人", "约100人", "100人以上", "几十人", "2099人以内", "700-6000"):
        assert reader.read(word) is None, word


def said(concept, wordings):
    """Wording -> option, of a field with the options that ship."""
    reader = ChoiceReader([(value, []) for value in value_words()[concept]], concept)
    return {word: reader.read(word) for word in wordings}


STAGE_WORDS = {
    "new": (
        "刚认识|未跟进过|新进线索|New inquiry|Not yet contacted|初次沟通阶段|刚加微信|新到访|初次咨询|新注册"
        "|Prospecting|未联络|新增线索|新詢價|未接洽|新开发|新客戶名單|新案件"
    ),
    "contacted": "持续跟进中|已经拜访|联系过了|In discussion|已见面|在谈|洽谈阶段|邀约中|保持联系",
    "qualified": (
        "需求确认阶段|了解过需求|意向强|有采购意向|有明确需求|Requirements confirmed|感兴趣"
        "|商机确认|需求訪談|有意願|意向学员|已立项"
    ),
    "proposal": "報價了|方案已提交|送样中|已试用|进入报价阶段|Quoting|Sample sent|Bidding|产品方案|技术方案评审|已送報價",
    "negotiation": (
        "议价中|議價中|合同会签中|成交中|待签约|Negotiation 谈判|谈判 - 价格谈判|Contract review|合同拟定中|Price negotiation"
        "|合約洽談|价格磋商|議約中|簽約洽談中"
    ),
    "won": "已赢单|合同已签|成交了|已成交（续费）|Order received|已缴费|已签|签了|已付费|得標|成功签单|已订车|已承保",
    "lost": "已丢单|客户流失|暂无需求|没有意向|未中标|不考虑了|Lost to competitor|项目取消|已放弃跟进|未能成交|没能签约|未得標|没有意愿",
    None: "未成交|未报价|签合同|考虑中|观望|重点跟进|跟进中-已报价|☆☆|再议|付款中|On hold|In progress|没预算|待报价|空号|Closed|预付定金",
}
SOURCE_WORDS = {
    "exhibition": "CMEF展会|教育展|建博会|糖酒会|旅交会|2023年春季广交会|展会（广交会）|Canton Fair 2023|Trade show - Canton|展会收名片",
    "referral": "老生转介绍|同行推荐|协会推荐|推荐-老客户|老顾客介绍|Customer referral|Partner referral",
    "cold_call": "电话邀约|业务拓展|销售开发|Cold email|外呼名单|自己跑的|业务自拓|电话推广|電話行銷|地推推广",
    "website": "官网预约|网站（SEO）|Our website|Website enquiry",
    "ads": "Online ads|LinkedIn ads|电梯广告|百度搜索",
    "wechat": "WeChat group|企微|公众号推文|微信推广|微信营销|微信群組",
    "event": "校园宣讲会|Spring webinar|行业峰会现场|学术会议",
    None: "平台推荐|百度推荐|招聘网站|渠道拓展|发展|市场进展|家长会|抖音直播|老客户-官网|LinkedIn|其他展示|阿里巴巴|自然到店|来电咨询",
}


def test_wordings_that_no_list_holds_are_put_together():
    for concept, table in (("stage", STAGE_WORDS), ("source", SOURCE_WORDS)):
        told = {word: option for option, words in table.items() for word in words.split("|")}
        assert said(concept, told) == told


def test_a_word_that_means_an_option_only_beside_others():
    ended = ["未成交", "已成交"]
    for others, option in (([], None), (["报价", "新线索"], "lost")):
        reader = ChoiceReader([(value, []) for value in value_words()["stage"]], "stage")
        reader.heed([*ended, *others, None, 3])
        assert reader.read("未成交") == option
