"""Invented names for measurements; no real person or company is meant."""

import random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金"
    "石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单仇解查区"
)
COMPOUND = ("欧阳", "司马", "上官", "诸葛", "尉迟", "慕容", "令狐", "宇文")
GIVEN = (
    "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂文辉健华建国红志佳琪雅宁雪梅浩宇轩子涵诗思晨博瑞欣怡嘉俊鹏飞龙凯云燕玲慧婷"
    "倩琳颖莉丹萍"
)
PLACES = (
    "北京",
    "上海",
    "广州",
    "深圳",
    "苏州",
    "杭州",
    "成都",
    "武汉",
    "南京",
    "西安",
    "青岛",
    "厦门",
    "长沙",
    "合肥",
    "无锡",
    "宁波",
)
WORDS = (
    "恒泰",
    "华睿",
    "中科",
    "鼎新",
    "星辰",
    "海纳",
    "蓝鲸",
    "博远",
    "云启",
    "金桥",
    "三友",
    "瑞丰",
    "宏图",
    "明德",
    "启航",
    "百川",
    "同创",
    "盛世",
)
TRADES = (
    "精密制造",
    "信息技术",
    "生物科技",
    "医疗器械",
    "供应链管理",
    "电子商务",
    "教育咨询",
    "环保工程",
    "智能装备",
    "新材料",
    "文化传媒",
    "软件",
)
FORMS = ("有限公司", "有限责任公司", "股份有限公司", "集团有限公司")
TITLES = (
    "总经理",
    "副总经理",
    "采购总监",
    "采购经理",
    "技术负责人",
    "IT经理",
    "财务总监",
    "市场总监",
    "运营主管",
    "行政主管",
    "工程师",
    "项目经理",
)
TALK = (
    "谈了二期报价",
    "确认交付周期",
    "介绍新产品",
    "了解预算和决策流程",
    "约了下周拜访",
    "对方关注售后",
    "发了方案",
    "客户要求降价",
    "催合同盖章",
    "请教技术细节",
)
OPENINGS = ("上午通话，", "下午拜访，", "微信沟通，", "线上会议，", "邮件往来，", "展会上碰面，")


def person(chance: random.Random) -> str:
    """A Chinese name; one in fifty has a compound surname."""
    surname = chance.choice(COMPOUND) if chance.random() < 0.02 else chance.choice(SURNAMES)
    return surname + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2, 2))))


def company(chance: random.Random, number: int) -> str:
    """A company name; the numbers make two of the same words differ as they do in life."""
    word = chance.choice(WORDS) + (chance.choice(GIVEN) + chance.choice(GIVEN) if number % 3 else "")
    return chance.choice(PLACES) + word + chance.choice(TRADES) + chance.choice(FORMS)


def texts(chance: random.Random, count: int) -> list[str]:
    """Follow-up texts of 20 to 120 characters."""
    return [
        chance.choice(OPENINGS) + "，".join(chance.choice(TALK) for _ in range(chance.randint(2, 8))) + "。"
        for _ in range(count)
    ]
