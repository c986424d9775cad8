"""What people read when a condition cannot be used; the names of operators."""

from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

register_messages(
    {
        "criteria_malformed": L("筛选条件的格式不对。", "篩選條件的格式不對。", "The filter is malformed."),
        "criteria_too_large": L(
            "筛选条件太复杂：最多 {depth} 层、{nodes} 个条件。",
            "篩選條件太複雜：最多 {depth} 層、{nodes} 個條件。",
            "The filter is too large: at most {depth} levels and {nodes} conditions.",
        ),
    }
)

OPERATORS: dict[str, tuple[L, int | str]] = {
    "equals": (L("等于", "等於", "is"), 1),
    "not_equals": (L("不等于", "不等於", "is not"), 1),
    "contains": (L("包含", "包含", "contains"), 1),
    "not_contains": (L("不包含", "不包含", "does not contain"), 1),
    "starts_with": (L("开头是", "開頭是", "starts with"), 1),
    "in": (L("是其中之一", "是其中之一", "is any of"), "n"),
    "not_in": (L("不是其中任何一个", "不是其中任何一個", "is none of"), "n"),
    "gt": (L("大于", "大於", "greater than"), 1),
    "gte": (L("大于等于", "大於等於", "at least"), 1),
    "lt": (L("小于", "小於", "less than"), 1),
    "lte": (L("小于等于", "小於等於", "at most"), 1),
    "between": (L("介于", "介於", "between"), 2),
    "empty": (L("为空", "為空", "is empty"), 0),
    "not_empty": (L("不为空", "不為空", "is not empty"), 0),
    "is_true": (L("为是", "為是", "is yes"), 0),
    "is_false": (L("为否", "為否", "is no"), 0),
    "on": (L("在", "在", "is on"), 1),
    "before": (L("早于", "早於", "is before"), 1),
    "after": (L("晚于", "晚於", "is after"), 1),
    "today": (L("今天", "今天", "is today"), 0),
    "yesterday": (L("昨天", "昨天", "is yesterday"), 0),
    "tomorrow": (L("明天", "明天", "is tomorrow"), 0),
    "this_week": (L("本周", "本週", "is this week"), 0),
    "last_week": (L("上周", "上週", "is last week"), 0),
    "this_month": (L("本月", "本月", "is this month"), 0),
    "last_month": (L("上月", "上月", "is last month"), 0),
    "this_quarter": (L("本季度", "本季", "is this quarter"), 0),
    "this_year": (L("今年", "今年", "is this year"), 0),
    "last_n_days": (L("最近 N 天", "最近 N 天", "in the last N days"), 1),
    "next_n_days": (L("未来 N 天", "未來 N 天", "in the next N days"), 1),
    "is_me": (L("是我", "是我", "is me"), 0),
    "my_department": (L("属于我的部门", "屬於我的部門", "is in my department"), 0),
    "has_any": (L("含任一", "含任一", "has any of"), "n"),
    "has_all": (L("全部含有", "全部含有", "has all of"), "n"),
    "has_none": (L("都不含", "都不含", "has none of"), "n"),
    "in_region": (L("在地区", "在地區", "is in the region"), 1),
    "not_in_region": (L("不在地区", "不在地區", "is not in the region"), 1),
    "last_four": (L("后四位是", "末四碼是", "last four digits are"), 1),
    "domain": (L("域名是", "網域是", "domain is"), 1),
    "mailbox": (L("@ 前是", "@ 前是", "name before @ is"), 1),
}
