"""What a cell looks like, whatever its column is called."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from guanxi.exchange.readers import Cell, CellError
from guanxi.kernel.text import is_placeholder, normal

_EMAIL = re.compile(r"[^\s@＠]+[@＠][^\s@＠]+\.[a-z]{2,}", re.IGNORECASE)
_URL = re.compile(
    r"(https?://|www\.)\S+|[a-z0-9-]+(\.[a-z0-9-]+)*\.(com|cn|net|org|io|tw|hk)(\.cn|\.tw)?(/\S*)?",
    re.IGNORECASE,
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:[a-z]{3,6})?\.?"
_DATE = re.compile(
    r"\d{4}\s*[-/.年]\s*\d{1,2}(\s*[-/.月]\s*\d{1,2}\s*日?)?([ t]\d{1,2}:\d{2}.*)?|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}"
    r"|(民国|民國)\d{2,3}年.*|[〇零一二三四五六七八九]{4}年.*|(19|20)\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[-/ ]{_MONTH}[-/, ]+\d{{4}}|{_MONTH}[- ]\d{{1,2}}(?:st|nd|rd|th)?[-, ]+\d{{4}}"
)
_NUMBER = re.compile(
    r"[¥$€£]?\s*-?[\d,]+(\.\d+)?\s*(元|万|万元|亿|%|美元|rmb|usd|人|位|名|条|家|个|笔|户)?", re.IGNORECASE
)
_COMPANY = re.compile(
    r"公司|集团|集團|工厂|事务所|事務所|研究院|大学|医院|银行|商行|中心$|厂$|\b(inc|ltd|llc|gmbh|corp|co)\b",
    re.IGNORECASE,
)
# what firms without the word for it end in; an address may hold these words, a firm's name ends with them
_HOUSE = re.compile(
    r"(旅行社|商行|商店|超市|便利店|酒店|饭店|餐厅|酒家|学校|学院|中学|小学|幼儿园|诊所|药店|药房|合作社|经营部|批发部|门市部|服务部|工作室|协会|商会"
    r"|研究所|办事处|农场|加工坊|专卖店|旗舰店|五金店|书院|画室|俱乐部|健身房|检测站|货运部)$"
)
_FLAG = re.compile(
    r"[是否有无對对错yn√×✓✗vx]|yes|no|true|false|已加|未加|已添加|未添加|没有|同号|同手机|不是"
)
_ADDRESS = re.compile(r"(省|自治区|市|区|县|區|縣).*(路|街|道|号|號|巷|镇|村|大厦|广场|园|段|楼|樓)")
_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常"
    "乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍"
    "虞万支柯管卢莫经房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲封芮储靳松井段富巫乌焦巴弓隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘"
    "景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容"
    "向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权盖益桓公肖闫岳覃涂丛佟付"
)


@lru_cache(maxsize=1 << 13)
def _text_shape(text: str) -> str:
    folded = normal(text).strip(" ;,，；")
    if _FLAG.fullmatch(folded):
        return "flag"
    if not folded or is_placeholder(folded):
        return "blank"
    if _EMAIL.fullmatch(folded) or "@" in folded:
        return "email"
    if _DATE.fullmatch(folded):
        return "date"
    digits = sum(c.isdigit() for c in folded)
    if digits >= 7 and digits >= 0.55 * len(re.sub(r"[\s()\-+/]|分机|转|ext\.?", "", folded)):
        return "phone" if _phone_like(folded, digits) else "number"
    if _NUMBER.fullmatch(folded):
        return "number"
    if _URL.fullmatch(folded):
        return "url"
    if _COMPANY.search(folded):
        return "company"
    if _ADDRESS.search(folded):
        return "address"
    if _HOUSE.search(folded):
        return "company"
    bare = re.sub(r"(先生|女士|小姐|经理|总)$|\s", "", folded)
    if 2 <= len(bare) <= 4 and bare[0] in _SURNAMES and all("\u4e00" <= c <= "\u9fff" for c in bare):
        return "person"
    return "text"


def _phone_like(text: str, digits: int) -> bool:
    bare = re.sub(r"[\s\-()]", "", text)
    if re.match(r"(\+|00|0\d|86)?1[3-9]\d{9}", bare) or re.match(r"\+\d{8,}", bare):
        return True
    if re.match(r"0\d{2,3}\d{7,8}", bare) or re.match(r"09\d{8}", bare) or re.match(r"\d\.\d+e\+?1\d", bare):
        return True
    return ("-" in text or "(" in text) and 8 <= digits <= 16


def shape(cell: Cell) -> str:
    """blank, flag, email, phone, date, number, url, company, address, person or text."""
    if cell is None or isinstance(cell, CellError):
        return "blank"
    if isinstance(cell, bool):
        return "flag"
    if isinstance(cell, date):
        return "date"
    if isinstance(cell, int | float):
        whole = int(cell)
        return "phone" if 13_000_000_000 <= whole < 20_000_000_000 else "number"
    return _text_shape(cell[:200])


def shares(cells: Iterable[Cell]) -> dict[str, float]:
    """The share of each shape among the cells that hold something; empty when none does."""
    counts = Counter(shape(cell) for cell in cells)
    counts.pop("blank", None)
    total = sum(counts.values())
    return {kind: n / total for kind, n in counts.items()} if total else {}
