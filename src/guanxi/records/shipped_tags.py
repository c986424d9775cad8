"""The tags that every installation begins with; they are ordinary tags, to be changed or deleted."""

from guanxi.kernel.actor import SYSTEM
from guanxi.records import tagging
from guanxi.records.models import Tag

TREES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("地区", "azurite", ("北京", "上海", "广州")),
    ("行业", "ink", ("教育", "制造", "医疗")),
    ("购买力", "gamboge", ("高价值", "潜力")),
    ("兴趣", "violet", ("性能", "价格", "售后")),
    ("行为", "malachite", ("活跃", "沉睡")),
    ("生命周期", "ochre", ("新客户", "老客户")),
    ("关系", "azurite", ("客户", "合作伙伴", "潜在客户")),
    ("客户级别", "gamboge", ("VIP", "普通", "潜力客户")),
    ("需求标签", "rouge", ("询价", "试用", "培训", "售后支持")),
)


def ship_tags() -> int:
    """Make the tags where there is none at all, and say how many; whoever deleted them is not given them again."""
    if Tag.objects.exists():
        return 0
    made = 0
    for label, color, below in TREES:
        parent = tagging.add(SYSTEM, label, None, color)
        for name in below:
            tagging.add(SYSTEM, name, parent.pk, color)
        made += 1 + len(below)
    return made
