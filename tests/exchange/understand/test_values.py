"""Words of choice columns, and those that nobody knows."""

from guanxi.exchange.understand import ChoiceReader

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
