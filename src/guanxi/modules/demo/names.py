"""Data: the invented people, companies and places of the demonstration. Any likeness is chance.

Telephone numbers lie in the block 199 0000 and in local blocks 5555, which are well formed and belong, as far
as can be known, to nobody; e-mail addresses end in example.com, which is reserved for examples.
"""


def _words(text: str) -> list[str]:
    return text.split()


# Compound and polyphonic surnames stand beside the frequent ones, so that search and sorting have something to show.
SURNAMES = _words(
    "王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧 程 曹 袁 邓 许 傅 沈 "
    "曾 彭 吕 苏 卢 蒋 蔡 贾 丁 魏 薛 叶 阎 余 潘 杜 戴 夏 钟 汪 田 任 姜 欧阳 司马 上官 诸葛 慕容 司徒 令狐 单 解 查 "
    "仇 盖 朴 区 翟 尉迟 缪 乐 员 覃"
)
GIVEN_MALE = _words(
    "知远 启航 明轩 子墨 嘉树 承宇 浩然 文博 立诚 景行 思齐 伟 军 建国 志强 海涛 俊杰 一鸣 鹏飞 永康"
)
GIVEN_FEMALE = _words(
    "若溪 晚晴 静怡 雨桐 思涵 佳宁 书瑶 婉清 敏 丽华 秀英 晓燕 梦洁 雅琴 云舒 安然 芷若 红梅 欣悦 乐怡"
)
# Login name, name, role.
STAFF = (
    ("demo.shen", "沈若溪", "manager"),
    ("demo.zhou", "周启航", "sales"),
    ("demo.gu", "顾晚晴", "sales"),
    ("demo.shan", "单子墨", "sales"),
    ("demo.ouyang", "欧阳明", "sales"),
)
BRANDS = _words(
    "澄屿 栖岚 云浔 砺川 青砚 朴木 遥岑 汀白 嘉棠 启隅 沐禾 泊远 既白 山止 鹿野 听澜 疏桐 见微 望舒 拾光 砚田 星槎 "
    "苍筤 若木 南枝 北溟 九皋 五岳石 半亩 千帆渡 百川汇 万象生 初阳里 晚照 扶摇直 归雁 芦汀 凌云渡 观复 守拙 致虚 "
    "怀瑾 握瑜 含章 抱朴子 采薇 蒹葭 子衿 鹤鸣 斯干 鸿渐 隰桑 沔水 白驹 无羊 甫田 车辖 宾筵 采菽 角弓"
)
# City, province, full city, district, area code.
CITIES = (
    ("北京", "北京市", "北京市", "海淀区", "10"),
    ("上海", "上海市", "上海市", "浦东新区", "21"),
    ("广州", "广东省", "广州市", "天河区", "20"),
    ("深圳", "广东省", "深圳市", "南山区", "755"),
    ("东莞", "广东省", "东莞市", "", "769"),
    ("佛山", "广东省", "佛山市", "顺德区", "757"),
    ("杭州", "浙江省", "杭州市", "滨江区", "571"),
    ("宁波", "浙江省", "宁波市", "鄞州区", "574"),
    ("苏州", "江苏省", "苏州市", "吴中区", "512"),
    ("南京", "江苏省", "南京市", "江宁区", "25"),
    ("成都", "四川省", "成都市", "武侯区", "28"),
    ("武汉", "湖北省", "武汉市", "洪山区", "27"),
    ("青岛", "山东省", "青岛市", "城阳区", "532"),
    ("西安", "陕西省", "西安市", "雁塔区", "29"),
)
STREETS = _words("创新路 兴业大道 科技园三路 工业北路 滨河东路 文汇街 朝阳路 和平大道")
# Option of the industry, what such companies are called, what they make.
TRADES = (
    ("manufacturing", "精密机械", "数控机床零件、工装夹具"),
    ("manufacturing", "自动化设备", "装配线、视觉检测设备"),
    ("manufacturing", "五金制品", "冲压件、紧固件"),
    ("electronics", "电子科技", "连接器、线束"),
    ("it", "信息技术", "仓储软件、数据服务"),
    ("healthcare", "医疗器械", "监护仪配件、耗材"),
    ("education", "教育科技", "实训教具、课程"),
    ("food", "食品", "烘焙原料、速冻面点"),
    ("logistics", "供应链管理", "冷链运输、仓配"),
    ("energy", "新能源科技", "储能柜、充电桩"),
    ("trade", "国际贸易", "家居用品出口"),
    ("construction", "建筑材料", "保温板、防水材料"),
    ("retail", "商贸", "办公用品、劳保用品"),
    ("agriculture", "农业科技", "水肥一体化设备"),
)
SIZES = ("20-99", "100-499", "100-499", "500-999", "1000-4999")
TITLES_BOSS = ("总经理", "董事长", "创始人", "厂长", "副总经理")
# Title, department, decision position.
TITLES = (
    ("采购经理", "采购部", "recommender"),
    ("生产主管", "生产部", "user"),
    ("财务经理", "财务部", "finance"),
    ("行政主管", "行政部", "admin"),
    ("IT 经理", "信息部", "recommender"),
    ("设备工程师", "设备部", "user"),
    ("质量经理", "品质部", "user"),
    ("供应链总监", "供应链部", "recommender"),
)
PRODUCTS = ("产线看板", "设备联网套件", "仓库条码系统", "质量追溯模块", "移动点检", "年度维保服务")
HOBBIES = ("羽毛球", "钓鱼", "喝茶", "跑步", "摄影", "书法", "登山", "围棋", "烘焙", "自驾游")
