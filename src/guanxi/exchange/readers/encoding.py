"""Which encoding a text file is in, by evidence: byte order marks, validity, and how common its characters are.

Chinese text read in the wrong code page gives rare characters, private-use ones or none at
all; text in the right one gives those of the first level of GB 2312 or Big5 almost always.
"""

from dataclasses import dataclass

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# words of header rows; one of them decides between two code pages that score alike
_WORDS = frozenset(
    [
        "姓名",
        "名称",
        "名稱",
        "公司",
        "客户",
        "客戶",
        "手机",
        "手機",
        "行动电话",
        "行動電話",
        "电话",
        "電話",
        "邮箱",
        "郵箱",
        "電子郵件",
        "地址",
        "日期",
        "备注",
        "備註",
        "职务",
        "職稱",
        "职位",
        "金额",
        "金額",
        "阶段",
        "來源",
        "来源",
        "负责人",
        "負責人",
        "联系人",
        "聯絡人",
        "单位",
        "單位",
        "编号",
        "編號",
        "状态",
        "狀態",
        "部门",
        "部門",
    ]
)
_GOOD = 0.8
_SAMPLE = 400_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """An encoding with the share of its characters that are common, 0 to 1."""

    encoding: str
    score: float


def detect(head: bytes, *, whole: bool) -> str | None:
    """The encoding of a file that begins with `head`; None when no reading of it makes sense."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    wide = _wide(head)
    if wide:
        return wide
    sample = _sample(head, whole=whole)
    if sample.isascii() or _decodes(sample, "utf-8"):
        return "utf-8"
    found = sorted(
        (_judge(sample, name) for name in ("gb18030", "cp950", "big5hkscs")), key=lambda e: -e.score
    )
    if found[0].score >= _GOOD:
        return found[0].encoding
    if _mostly_utf8(sample):
        return "utf-8"
    if _latin(sample):
        return "cp1252"
    if found[0].score >= _GOOD - 0.2:
        return found[0].encoding
    return _outside_opinion(sample)


def _sample(head: bytes, *, whole: bool) -> bytes:
    if whole and len(head) <= _SAMPLE:
        return head
    piece = head[:_SAMPLE]
    return piece[: piece.rfind(b"\n") + 1] or piece[:-4]


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _wide(head: bytes) -> str | None:
    sample = head[:4000]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.1 * half and even <= 0.1 * odd and _decodes(sample[: len(sample) // 2 * 2], "utf-16-le"):
        return "utf-16-le"
    if even > 0.1 * half and odd <= 0.1 * even and _decodes(sample[: len(sample) // 2 * 2], "utf-16-be"):
        return "utf-16-be"
    return None


def _judge(sample: bytes, name: str) -> Evidence:
    bad_lines = lines = 0
    common = total = 0
    words = 0
    for line in sample.split(b"\n"):
        if line.isascii():
            continue
        lines += 1
        try:
            text = line.decode(name)
        except UnicodeDecodeError:
            bad_lines += 1
            continue
        good, seen = _count(text, name)
        common, total = common + good, total + seen
        if words < 2:
            words += sum(1 for w in _WORDS if w in text)
    if not total:
        return Evidence(name, 0.0)
    score = common / total - 2.0 * bad_lines / lines + (0.05 if words else 0.0)
    # the same bytes read alike in both: prefer the plain code page
    return Evidence(name, score - (0.02 if name == "big5hkscs" else 0.0))


def _count(text: str, name: str) -> tuple[int, int]:
    """How many characters beyond ASCII are common ones of the code page, and how many there are."""
    good = seen = 0
    first = _gb_common if name == "gb18030" else _big5_common
    for char in text:
        if char > "\x7f":
            seen += 1
            good += first(char)
    return good, seen


def _gb_common(char: str) -> bool:
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        # emoji and zero-width characters need the four-byte form: no evidence of a wrong reading
        return ord(char) > 0xFFFF or char in "\u200b\u202d\u202c\ufe0f\xa0·€"
    return 0xB0 <= code[0] <= 0xD7 or code[0] in {0xA1, 0xA3}


def _big5_common(char: str) -> bool:
    try:
        code = char.encode("cp950")
    except UnicodeEncodeError:
        return False
    return 0xA4 <= code[0] <= 0xC6 or code[0] in {0xA1, 0xA2}


def _mostly_utf8(sample: bytes) -> bool:
    lines = [line for line in sample.split(b"\n") if not line.isascii()]
    good = sum(1 for line in lines if _decodes(line, "utf-8"))
    return good >= 0.8 * len(lines)


def _latin(sample: bytes) -> bool:
    """High bytes that stand alone between ASCII letters are accents."""
    high = [i for i, b in enumerate(sample[:20_000]) if b > 0x7F]
    if not high or not _decodes(sample, "cp1252"):
        return False
    alone = sum(1 for i in high if sample[i - 1 : i].isascii() and sample[i + 1 : i + 2].isascii())
    letters = sum(1 for i in high if sample[i] >= 0xC0)
    return alone >= 0.9 * len(high) and letters >= 0.6 * len(high)


def _outside_opinion(sample: bytes) -> str | None:
    import charset_normalizer  # lazy: seldom needed and slow to load

    best = charset_normalizer.from_bytes(sample[:60_000]).best()
    if best is None or best.percent_chaos > 5:
        return None
    return str(best.encoding)
