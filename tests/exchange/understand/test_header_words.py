"""Many ways to name a column, and what each means; columns that only look alike stay unmapped or are asked about."""

import pytest
from tests.exchange.understand.standard_targets import TARGETS

from guanxi.exchange.understand import Table, propose

WORDS = {
    "name": """
        对接人姓名 | 联系窗口 | 窗口 | 窗口姓名 | 采购人员 | 采购对接人 | 关键联系人 | 车主姓名 | 病人姓名 | 老板姓名 | 店主姓名
        决策人姓名 | 客戶窗口 | Attn | 甲方负责人 | 甲方经办人 | 客户方负责人姓名 | 对方联系人姓名 | 需方经办人
        Attention | Key Contact | Primary Contact | Main contact | POC | Point of contact | Name of contact
        客户姓名 | 学员姓名 | 患者姓名 | 业主姓名 | 会员姓名 | 顾客姓名 | 用户姓名 | 买家姓名 | 嘉宾姓名 | 客户联系人姓名 | 客户对接人
        联系人（必填） | *姓名 | 姓名: | 您的姓名 | 您的称呼 | 请填写您的姓名 | 顧客姓名 | 中文姓名 | 姓名(中文) | Contact_Name | Name*
        Contact | Name | Visitor Name | Attendee Name | Member Name | Contact Full Name | 主要联系人姓名 | 首要联系人姓名
    """,
    "surname": """
        姓 | 姓氏 | 客户姓氏 | 联系人姓 | Last_Name | Surname | LastName | Family_Name | Last Name* | Contact Last Name
        Customer Last Name | Surname (Family name) | Family Name
    """,
    "given_name": """
        名 | 名（不含姓） | First_Name | GivenName | Forename | First Name* | Given Name(s) | Contact First Name | Customer First Name
        Given Names
    """,
    "company": """
        对方单位 | 需方名称 | 单位名
        往来单位 | 店名 | 商号 | 字号 | 经销商名称 | 厂家名称 | 旅行社名称 | 甲方名称 | Agency Name | Store Name | Shop Name
        公司名称* | 客户单位 | 贵公司名称 | 您的公司 | 工作单位名称 | 采购商 | 采购商名称 | 采购单位名称 | 签约公司 | 参展企业
        来访公司 | 报名企业 | 会员单位 | 会员单位名称 | 商户 | 承租方 | 公司(全称) | 单位全称（发票抬头） | 廠商名稱 | 廠商簡稱
        Co.Name | Company Legal Name | Legal Name | Legal Entity | Buyer Company | Importer Name | Client Company
        Company / Organisation | Organisation Name | Trading Name
    """,
    "title": """
        对方职务 | 甲方职务 | 客户方职位
        您的职位 | 您的职务 | 职务* | 现职称 | 现任岗位 | 任职 | 所任职务 | 工作岗位 | 工作职位 | 职位/岗位 | 部门职务 | 对接人职位
        参会人职务 | 职务头衔 | 头衔/职务 | 職務頭銜 | 職稱/職務 | 職務別 | Job_Title | Title* | Job | Your Job Title | Job Role
        Job Function | Job Position | Position/Title | Current Title | Current Position | Professional Title | Work Title
    """,
    "department": """
        部门名称 | 所在部门* | 联系人所在部门 | 您的部门 | 所在科室 | 科室名称 | 任职部门 | 工作部门 | 客户所在部门 | 使用部门
        部门/科室 | 院系 | 系所 | 所在院系 | 處室 | 課別 | 部門名稱 | 所屬部門 | 單位部門 | Dept. | Department* | Dept_Name
        Department Name | Business Unit | BU | Dept / Section | Division Name | Contact Department | Your Department
    """,
    "mobile": """
        私人手机 | 聯絡手機 | Handphone | 甲方手机 | 对方手机号
        您的手机号 | 您的手机号码 | 联系人手机号码 | 客户手机 | 客户手机号码 | 学员手机 | 学员手机号 | 买家手机 | 业主手机
        联系人移动电话 | 个人手机号 | 个人手机号码 | 手机号（微信同号） | 手机号/微信号 | 手机 | 移动 | 手機號碼* | 連絡手機 | Mob.
        Mob | Mobile# | Mob No. | Mob. No. | Cell No. | Cell # | Mobile Contact | Contact Mobile | Customer Mobile | Cellular
        Cellular Phone
    """,
    "phone": """
        市內電話 | 联系固话 | 办公室座机
        值班电话 | 服务台电话 | 甲方电话 | 前台电话 | 店电话 | 店里电话 | 直线电话 | 直拨 | Direct Phone | DDI | Main line | Main Phone
        联系人联系电话 | 学员电话 | 患者联系电话 | 用户电话 | 业主联系电话 | 业主联系方式 | 固话/座机 | 固话（座机） | 电话（办） | TEL.
        电话一 | 联系方式1 | 联系方式一 | 聯絡電話* | 電話(公) | Ph | Phone# | Phone_No | Phone* | Telephone1 | Ph No | Ph # | Ph. No.
        Phone # | Tel. No. | Phone 1 | Contact Phone Number | Company Phone Number | Office Phone No. | Landline No
    """,
    "phone_other": """
        备用手机号 | 备用联系方式 | 其他电话号码 | 电话二 | 联系电话2 | 联系电话二 | 联系方式2 | 联系方式二 | 电话号码2 | 宅电号码
        住家電話 | 其他電話 | 行動電話2 | 手機2 | 電話2 | Phone2 | Mobile2 | Phone 2 | Alt. Phone | Alt Tel | Alternate Number
        Alternative Number | Alternative Contact No | Second Phone | 2nd Phone | Secondary Phone Number | Other Phone Number
        Home Phone Number | Home Tel | Other Mobile
    """,
    "fax": """
        传真号码* | 传真电话号码 | 公司传真号码 | 单位传真 | 办公传真 | 联系传真 | 传真机 | 客户传真 | 企业传真 | 传真 | 传真机号
        傳真電話 | 公司傳真 | 傳真號碼1 | 傳真機 | FAX | Fax. | Fax: | Fax# | Telefax | Fax No. | Fax # | Fax Number* | Company Fax
        Office Fax | Work Fax | Business Fax Number | Contact Fax | Facsimile | Fax (Work)
    """,
    "email": """
        电子邮箱地址
        邮箱* | 邮箱（必填） | 联系人email | 客户邮箱 | 客户email | 学员邮箱 | 会员邮箱 | 买家邮箱 | 邮箱一 | E-mail/邮箱 | 邮件联系
        邮箱账户 | 電子郵件* | 公司信箱 | Email信箱 | Emailaddress | mail邮箱 | Email ID | Email Id* | E Mail Address
        Contact Email Address | Customer Email | Company Email | Company E-mail | Email 1 | Buyer Email | Visitor Email | Member Email
        Mail ID | Contact Mail
    """,
    "email_other": """
        备用邮箱地址 | 备用email | 备用电子邮箱 | 第二邮箱地址 | 其它邮箱 | 其他邮箱地址 | 其他电子邮箱 | 邮箱二 | 邮箱地址2 | 电子邮箱2
        email2 | e-mail2 | 私人email | 私人信箱 | 個人信箱 | 備用信箱 | 其他信箱 | 電子郵件2 | Email 2 | E-mail 2 | 2nd Email
        Second Email | Alt Email | Additional Email | Secondary Email Address | Personal Email | Private Email | Email (Personal)
        Email Address 2 | Backup Email
    """,
    "wechat": """
        您的微信 | 微信号* | 微信号（必填） | 联系人微信 | 客户微信号 | 学员微信 | 会员微信 | 个人微信 | 个人微信号 | 微信ID
        微信/WeChat | 微信(WeChat) | WeChat号 | wx | 微信号码1 | 微信联系方式 | vx号 | VX | WX号 | 联系微信号 | 常用微信 | 微信號碼
        Wechat_ID | WeChat# | WeChat No. | WeChat Number | Wechat Id* | We Chat | Weixin ID | WeChat/Weixin
    """,
    "qq": """
        QQ | QQ号* | 联系QQ | 客户QQ | QQ号 | 个人QQ | 常用QQ | 联系人QQ | 您的QQ | QQ帐号 | 腾讯QQ | qq联系方式 | QQ# | QQ No | QQ No.
        QQ Number | QQ ID | QQ Account
    """,
    "whatsapp": """
        WhatsApp号码 | WhatsApp账号 | WhatsApp# | WhatsApp* | 客户WhatsApp | 联系人WhatsApp | whatsapp号码 | WhatsApp帳號
        Whatsapp | Whats App Number | WhatsApp No. | WhatsApp Contact | WA Number | WA No. | WhatsApp Phone | Whatsapp ID
        WhatsApp Account
    """,
    "linkedin": """
        领英账号 | 领英链接 | 领英地址 | 领英 | LinkedIn主页 | LinkedIn链接 | LinkedIn | LinkedIn账号 | LinkedIn* | 領英 | Linked In
        LinkedIn Link | LinkedIn Page | LinkedIn Account | LinkedIn ID | LinkedIn Profile URL | Linkedin Url* | Contact LinkedIn
    """,
    "weibo": """
        微博 | 微博账号 | 新浪微博 | 微博名 | 微博id | 微博昵称 | Weibo* | 微博主页 | 微博地址 | Weibo ID | Weibo Account
    """,
    "website": """
        公司网站* | 单位网址 | 企业网址 | 公司主页网址 | 公司官网地址 | 官网链接 | 官网网址 | 网站首页 | 網站網址 | 官方網站 | 網頁
        公司官網 | Website* | Webpage | WWW | Web_Site | Homepage* | 网站URL | Web Page | Company Website | Company Web Site
        Website Address | Web Link | Home Page | Site URL | Company Domain | Domain | Company Domain Name | Website Link
        Account Website
    """,
    "address": """
        项目地址 | 安装地址 | 房屋地址 | 小区地址 | 現居地址 | 營業地址 | Office address | Registered address | Delivery address
        Ship-to address | Shipping address | Add.
        公司地址* | 客户详细地址 | 客户联系地址 | 联系人地址 | 联系人联系地址 | 企业详细地址 | 单位详细地址 | 企业联系地址 | 办公地点
        经营地址* | 公司经营地址 | 企业经营地址 | 通讯地址1 | 寄件地址 | 家庭住址 | 家庭详细住址 | 现住址 | 厂址 | 公司位置
        地址（详细） | 具体位置 | 街道/门牌号 | 公司住址 | 聯絡住址 | Addr. | Address* | Company Addr | Street 1 | Address Line1
        Address 1
    """,
    "postcode": """
        邮政编码* | 邮编号码 | 公司邮编 | 单位邮编 | 通讯邮编 | 地址邮编 | 联系人邮编 | 客户邮编 | 邮编/Zip | 邮递区号 | 郵遞區號*
        Zip* | PostCode | ZIP/Postal | Postal_Code | Zip/邮编 | Zip/Postal Code | ZIP/Post Code | Postal/Zip Code | Post Code*
        Postal Code* | Postal Zip | Company Zip | Pin Code | Pincode | Address Zip | Shipping Zip | Mailing Postal Code | Contact Zip
        Zip Code*
    """,
    "country": """
        国家* | 所在国 | 客户国家 | 国家名称 | 国家名 | 客户所在国家 | 公司所在国家 | 目的国 | 来源国家 | 国家（地区） | 国家/区域
        国家Country | 国别地区 | 买家国家 | 國家名稱 | 國別 | 國家* | Country_Name | Nation | Country/Area | 地区/国家 | Country Name
        Country or Region | Country/Territory | Company Country | Account Country | Contact Country | Mailing Country | Home Country
        Shipping Country
    """,
    "province": """
        省份* | 所在省份* | 客户省份 | 客户所在省 | 客户所在省份 | 公司省份 | 公司所在省 | 公司所在省份 | 单位所在省份 | 地址省份
        省份/直辖市 | 省（自治区） | 省自治区直辖市 | 省级行政区 | 省份名称 | 收货省份 | 通讯地址省 | 省Province | 您所在的省份 | 所属省
        Prov. | Province Name | State / Province | State or Province | State/Region | Mailing State/Province | Billing State/Province
        Contact State | Shipping State | Business State
    """,
    "city": """
        所在城市* | 客户城市 | 客户所在市 | 公司城市 | 公司所在城市 | 单位所在城市 | 地址城市 | 居住城市 | 现居城市 | 城市名 | 地级市/州
        市（州） | 市/州 | 市/地区 | 市级 | 您所在城市 | 门店城市 | 所屬城市 | 居住縣市 | Town/City | City/Town | 县/市 | Contact City
        Mailing City* | Customer City | Town / City | Home City | City/County | Current City | Office City
    """,
    "district": """
        区县* | 所在区县* | 所在县区 | 区/县* | 区、县 | 区（县） | 县（区） | 县/区 | 市辖区 | 行政区划 | 所在行政区 | 所属区县
        客户区县 | 公司区县 | 区县名称 | 城区 | 鄉鎮 | 鄉鎮區 | 鄉鎮市區別 | 行政區 | 所在區 | District* | Dist. | District/County
        District Name | County/District | County Name | Company District | Suburb | Borough
    """,
    "region": """
        地区* | 所在地区* | 客户所在地 | 客户所在地区 | 公司所在地 | 公司所在地区 | 企业所在地 | 单位所在地 | 单位所在地区 | 省市县
        省、市 | 省市地区 | 地区（省市） | 区域/城市 | 区域名称 | 片区 | 所属大区 | 所属片区 | 居住地区 | 所在區域 | Region*
        Area/Region | Sales Region | Sales Area | Sales Territory | Region Name | Area Name | Customer Region | Geographic Region
        Location*
    """,
    "industry": """
        行业* | 您所在的行业 | 您的行业 | 您从事的行业 | 贵公司所属行业 | 客户行业分类 | 公司所属行业 | 公司行业类型 | 企业所属行业
        单位所属行业 | 单位行业 | 行业名称 | 细分行业 | 国标行业 | 所处行业 | 行业标签 | 领域 | 所属领域 | 行業類別 | 所屬產業
        Industry_Name | Sector/Industry | Industry Type | Industry Name | Industry Category | Customer Industry | Account Industry
        Line of Business | Your Industry | Industry Vertical
    """,
    "employees": """
        员工规模* | 员工人数* | 公司员工数 | 公司员工人数 | 公司人数规模 | 企业员工数 | 职工人数 | 职工总数 | 团队人数 | 在职人数
        员工规模（人数） | 公司规模（人） | 参保人员数 | 員工總數 | 員工數量 | 員工規模 | Employee_Count | NoOfEmployees | Headcount#
        Employee Size | Staff Size | No of Staff | No. of Staff | # Employees | Num Employees | Total Employees | Company Headcount
        Size of company | Employees Range | Workforce
    """,
    "revenue": """
        年销售额（万元） | 年营业额* | 公司年销售额 | 企业年销售额 | 公司营业额 | 企业营收 | 客户年营业额 | 年度营业额 | 年度营业收入
        年度收入 | 上年营业额 | 去年营业额 | 上年度营业额 | 营收规模 | 营业规模 | 销售规模 | 年营收规模 | 营业总收入 | 年度營業額
        營業收入 | AnnualRevenue | Turnover* | Sales_Revenue | Yearly Turnover | Revenue (USD) | Yearly Sales | Annual Sales Revenue
        Annual Income | Sales Turnover | Revenue Range
    """,
    "products": """
        主营品类 | 主要产品及服务 | 经营产品 | 经营项目 | 感兴趣的产品 | 您感兴趣的产品 | 需求产品名称 | 意向产品名称 | 意向产品/服务
        意向品类 | 意向型号 | 采购产品名称 | 关注的产品 | 需求品类 | 采购品类 | 意向课程 | 咨询课程 | 意向项目 | 意向商品名称
        感興趣產品 | 詢價產品 | 主要產品服務 | Products* | Product of Interest | Interested In | Key Products | Product Category
        Products/Services | Inquiry Product | Product Required
    """,
    "org_code": """
        统一社会信用代码* | 统一社会信用代码/税号 | 社会统一信用代码 | 企业信用代码 | 公司信用代码 | 企业统一社会信用代码
        公司统一社会信用代码 | 纳税人识别号* | 纳税人税号 | 单位税号 | 工商登记号 | 组织机构代码证 | 组织机构代码证号 | 公司統編
        客戶統編 | 公司統一編號 | 發票統編 | 商業登記號 | Tax_ID | EIN | Tax Number* | Tax Registration No | VAT No.
        VAT Registration Number | GST No | GSTIN | Business License No | Unified Business No | Company Tax ID | Credit Code No
    """,
    "source": """
        从何得知 | 线索出处 | 资源来源 | 名片来源 | 招商来源 | 来路 | 接觸管道 | Where from | Found us via | Found us through
        How found | Heard about us from | Introduced via
        Lead From | Leads From | Customer From | Acquired From
        客户来源* | 您从哪里了解到我们 | 您是如何得知我们的 | 您通过什么渠道了解我们 | 得知我们的途径 | 生源 | 患者来源 | 业主来源
        客户来源渠道 | 客户获取途径 | 开发方式 | 获客途径 | 来源渠道名称 | 渠道名称 | 渠道类型 | 推广来源 | 推广平台 | 报名渠道
        报名途径 | 进线渠道 | 询盘来源 | 客户来源平台 | 認識管道 | 客源管道 | Source of Lead | Marketing Source | Enquiry Source
        How did you hear about us? | Acquired through
    """,
    "stage": """
        聊到哪了 | 现在进度 | 现在什么阶段 | 合作进度 | 合作阶段 | 对接进度 | 对接阶段 | 沟通进度 | 沟通阶段 | 采购进度 | 采购阶段
        漏斗阶段 | 销售漏斗 | 当前环节
        目前环节 | 商談進度 | 追蹤進度 | Opp Stage | Funnel | Where are we
        洽谈状态 | 谈判状态 | 商务状况 | 接洽状态
        阶段* | 所处阶段 | 当前跟进阶段 | 现阶段 | 商机所处阶段 | 商机进度 | 销售进展 | 生命周期 | 项目进展 | 业务阶段 | 谈判阶段
        招生阶段 | 招商阶段 | 客户跟进进度 | 客户当前阶段 | 推进进度 | 開發階段 | 銷售進度 | 案件進度 | Stage* | Lifecycle | Stage Name
        Current Stage | Deal Phase | Pipeline Status | Customer Stage | Account Stage | Prospect Stage | Follow-up Stage | Buying Stage
    """,
    "level": """
        客户等级* | 会员级别 | 会员等级名称 | 用户等级 | 线索等级 | 客户分级等级 | 客户ABC分类 | ABC级 | 重要度 | 客户重要性
        客户价值分级 | 客户优先级 | 客户热度 | 客户类别等级 | 客戶級別 | 客戶分級 | 會員級別 | 重要性等級 | Level* | Grade*
        Customer_Level | Client Tier | Client Grade | Account Tier | Account Grade | Lead Level | Customer Rating | Priority Level
        Customer Priority | Lead Priority
    """,
    "type": """
        客户类型* | 客户类别名称 | 客户类型名称 | 会员类型 | 会员类别 | 企业类别 | 企业分类 | 单位类别 | 公司类别 | 组织类型 | 业主类型
        租户类型 | 客商分类 | 联系人类别 | 线索类别 | 客戶類別 | 客戶分類 | 客戶別 | Type* | Category* | Client Type | Client Category
        Account Category | Business Type | Contact Category | Type of Customer | Visitor Type | Organization Type | Company Category
        Relationship Type
    """,
    "amount": """
        预计投入 | 预计投入(万元) | 首单预估 | 预计首单额 | 商机额 | 商机预估 | 单子大小 | 单子金额 | 预计单值 | 项目预估
        项目额(万) | 可能成交金额 | 潜力金额
        预计货值 | 预计货款 | 报价总价 | 預估營收 | Est Amt | Opp Size | Opp Value | Quote Amount | Quoted Amount
        Quotation Amount | Forecast | Forecast (CNY) | Estimated Deal (CNY)
        预计成交金额（元） | 预计成交金额(万元) | 预算（元） | 预算* | 您的预算 | 客户预算 | 意向订单金额 | 商机总金额 | 预计签单额
        项目总额 | 合同预计金额 | 机会金额 | 案值 | 預估業績 | 預算金額 | 商機金額 | Amount* | Est.Value | Est Value | Est. Value
        Est. Deal Value | Estimated Deal Value | Expected Deal Value | Projected Amount | Opportunity Size | Budget Range
        Budget Amount | Budget (CNY) | Total Budget | Expected Order Value
    """,
    "owner": """
        负责销售账号 | 跟进顾问姓名
        责任业务员 | 业务对接 | 归谁 | 归谁跟 | 归谁管 | 分给谁 | 我方跟进 | 拓展经理 | 投资顾问 | 健康管家 | 服务管家 | 学管师
        渠道经理 | 渠道专员 | 商务经理
        BD | BD经理 | 經辦業務 | 承辦人員 | 負責窗口 | Our PIC | Taken care of by | 在跟同事 | 服务代表 | 驻点业务 | 接待顾问 | 接待销售
        業務負責 | 业务负责 | 销售负责
        商机所有人 | 归属员工 | 所属销售员 | 所属负责人 | 所属跟进人 | 销售代表姓名 | 主负责人 | 负责业务 | 负责销售员 | 我方销售
        我司业务 | 咨询师 | 会籍顾问 | 理财顾问 | 美容顾问 | 分配销售 | 已分配给 | 大客户经理 | 所屬業務員 | AE | SalesRep | Acct Owner
        Account Rep | Sales Rep. | Assigned Rep | Assignee | Contact Owner Name | Lead Owner Name | Our Rep | Looked after by
    """,
    "first_contact": """
        首联日期 | 初识日期 | 初识时间 | 首次登门 | 首次上门日期 | 首次上门 | 首咨日期 | 首访 | 首访时间 | 首电日期 | 第一次聊
        首拜日期 | 首拜
        Date of first meeting | Date of enquiry | Inquiry received | Contacted since | Known since
        Contact since | In touch since | Date of lead | 1st contact | 1st contact date | 1st Touch
        1st Meeting | Intro date
        建立联系日期 | 首次建立联系时间 | 取得联系时间 | 开始接触日期
        首次联系* | 首次来访时间 | 首次到店日期 | 首次到店 | 初次来访日期 | 初次接触时间 | 初访时间 | 第一次联系时间 | 第一次拜访时间
        首次询盘时间 | 询盘日期 | 来电日期 | 来访时间 | 来店日期 | 结识日期 | 认识日期 | 认识时间 | 加微时间 | 名片交换日期
        首次聯繫日期 | 首次拜訪日期 | First_Contact | First Contacted Date | First Contacted At | Initial Contact | First Contact Time
        Enquiry Date | Date Met | First Reached Out | Lead In Date
    """,
    "birthday": """
        过生日 | B-day | Bday
        生日* | 出生日期* | 出生年月（必填） | 联系人出生日期 | 客户出生日期 | 学生生日 | 学生出生年月 | 会员生日 | 患者出生日期
        患者生日 | 用户生日 | 个人生日 | 出生年-月-日 | 诞辰 | 國曆生日 | 西元生日 | Birthday* | Birth_Date | D.O.B | Birth | Birth Day
        Date of Birth* | DOB* | Customer Birthday | Birthdate* | Member Birthday | Born On | Patient DOB | Contact DOB | Birth date
    """,
    "gender": """
        性别* | 您的性别 | 联系人性别 | 客户性别 | 学员性别 | 学生性别 | 会员性别 | 患者性别 | 用户性别 | 顾客性别 | 业主性别 | 嘉宾性别
        性别(必填) | 性别：男/女 | 男/女 | 性別* | 會員性別 | 姓別 | Gender* | Sex* | Sex(M/F) | M/F | Gender(M/F) | Contact Gender
        Customer Gender | Your Gender | Gender / Sex | Sex/Gender | Member Gender | Patient Gender
    """,
    "remark": """
        留言 | 客户留言
        名片备注 | 门店备注
        杂记 | 随记 | 附言 | Extra info
        现场记录 | 现场备注 | 展位记录 | 现场情况
        备注描述 | 备注及说明 | 备注（其他） | 其他备注信息 | 联系人描述 | 线索备注 | 商机备注 | 公司备注 | 企业备注 | 其他补充信息
        其他信息备注 | 批注 | 注意事项 | 客户背景 | 详细说明 | 文字备注 | 记事 | 附註 | 其他說明 | Note: | Internal Note
        Additional Comments | Other Notes | Other Info | Other Remarks | Further Information | Customer Remarks | Account Notes
        Note/Comments | Notes / Remarks
    """,
    "tags": """
        特征标签 | 当前标签
        标签* | 客户标签* | 标签名称 | 客户标签名称 | 会员标签 | 学员标签 | 用户标签 | 联系人标签 | 企业标签 | 系统标签 | 自定义标签
        标签组 | 标签信息 | 标签1 | 企微标签 | 標籤名稱 | 客戶標籤 | 會員標籤 | 分類標籤 | Tags* | Tag_List | Labels | Tag Name
        Customer Tags | Customer Labels | Lead Tags | Account Tags | Client Tags | Contact Label | Tags (comma separated)
    """,
    "external_id": """
        询盘编号
        客户代号 | 客户档案号 | 客户档案编号 | 会员ID | 学员ID | 患者编号 | 用户编号 | 买家ID | 档案号 | 记录ID | 线索编码 | CRM编码
        ERP编号 | 客商编号 | 原系统ID | 客戶代號 | 會員代號 | Customer_ID | CustomerID | ContactId | Customer No. | Cust No
        Client Number | Lead No. | Member No. | Student ID | Unique Identifier | External Id* | Source ID | Reference No.
    """,
    "next_follow_up": """
        下次约访 | 预约回访 | Callback | Remind on
        下次跟进时间* | 下次跟进日期* | 下次沟通日期 | 下次回访 | 下次电话时间 | 下次对接时间 | 下次提醒时间 | 下次追踪日 | 下次跟踪日期
        下次跟单时间 | 预计跟进时间 | 预计跟进日期 | 计划拜访日期 | 计划下次跟进时间 | 待跟进日期 | 提醒日期 | 回访提醒 | 下一次联系时间
        下一步联系时间 | 下次聯繫時間 | 下次聯絡日期 | Next Touch Date | Next Step Due | Follow Up On | Follow up by date
        Planned Follow-up | Planned Follow Up Date | Scheduled Follow-up | Reminder | To Contact On
    """,
    "last_contact": """
        最近联系日 | 最后联络时间 | 最后联络日期 | 最近联络时间 | 最后跟进日期 | 最新跟进日期 | 最近回访日期 | 最近一次联系日期
        上次回访时间 | 追踪日期 | 最后追踪时间 | 联络日期 | 沟通日 | 最后通话时间 | 最近聯繫日期 | 最近聯絡日期 | 最近拜訪日期
        Last_Contacted | LastContactDate | Last Contact On | Date Last Contacted | Date of Last Contact | Last Follow up Date
        Last Followup Date | Last Spoken | Last Touch Date | Last Touched | Last Interaction | Latest Contact Date | Last FU
    """,
    "follow_up": """
        全部跟进记录
        最近沟通 | 进展记录 | 进展说明
        跟进记录* | 跟进记录内容 | 跟进内容说明 | 客户跟进 | 客户跟踪记录 | 业务跟进备注 | 近期跟进 | 目前跟进情况 | 首次跟进记录
        首次沟通内容 | 沟通摘要 | 聊天内容 | 电话沟通内容 | 回访情况记录 | 拜访内容记录 | 面谈记录 | 跟踪备注 | 反馈 | 客户反馈情况
        反馈情况 | 最新动态 | 最近拜访记录 | 最近动态 | 拜訪記錄 | 聯繫記錄 | Communication History | Call Comments | Latest Progress
        Progress Update | Update Notes
    """,
    "follow_up_kind": """
        跟进方式* | 跟进类型* | 跟进形式* | 沟通形式 | 沟通类型 | 联系形式 | 联络方法 | 联络类型 | 拜访形式 | 拜访方式* | 互动类型
        互动形式 | 活动形式 | 客户跟进方式 | 本次跟进方式 | 上次跟进方式 | 追踪方式 | 聯絡類別 | 拜訪類型 | 溝通方式 | Follow-up Method
        Follow-up Mode | Follow Up Mode | Type of Follow-up | Mode of Contact | Communication Type | Communication Mode
        Kind of Activity | Follow-up Kind | Type of Contact
    """,
    "decision_role": """
        决策角色* | 决策人角色 | 决策者角色 | 决策链角色 | 采购决策角色 | 购买角色 | 采购中的角色 | 决策影响力 | 决策权限 | 角色类型
        联系人决策角色 | 决策关系角色 | 角色定位 | 角色名称 | 決策地位 | 採購角色 | 聯絡人角色 | 決策影響力 | Decision_Role
        Buying_Role | Role Type | Decision Maker Role | Buyer Role | Role in Decision | Role in Purchase | Role in purchasing
        Purchasing Role | Influence | Decision Influence | Decision Level
    """,
    "hobbies": """
        兴趣爱好* | 客户爱好 | 联系人爱好 | 个人兴趣 | 个人喜好 | 兴趣/爱好 | 爱好特长 | 爱好/兴趣 | 个人兴趣爱好 | 客户兴趣爱好
        客户喜好 | 业余爱好 | 兴趣特长 | 您的爱好 | 您的兴趣爱好 | 偏好 | 個人興趣 | 興趣 | 興趣嗜好 | 嗜好興趣 | 休閒興趣 | Hobbies*
        Hobbies/Interests | Hobbies & Interests | Interests & Hobbies | Personal Interests | Personal Hobbies | Interests*
        Customer Hobbies | Pastimes
    """,
    "intent": """
        意向等级* | 意向程度* | 意向强弱 | 意向评级 | 意向指数 | 意向性 | 客户意向等级 | 客户意向级别 | 客户意向程度 | 意愿程度
        购买意向强度 | 采购意愿 | 合作意愿 | 合作意愿度 | 合作意向等级 | 成交意愿 | 成交意向度 | 签约意愿 | 报名意向度 | 报名意愿
        试用意愿 | 学员意向度 | 客戶意願 | 合作意願 | 意願度 | Intent_Level | Interest Degree | Customer Intent | Lead Intent
        Purchase Willingness
    """,
}
# p persons, m mobiles, e addresses of mail, a places, f firms, n numbers, d dates, t texts
TRAPS = {
    "p": """
        推荐人 | 推荐人姓名 | 介绍人 | 介绍人姓名 | 紧急联系人姓名 | 紧急聯絡人 | 导购员 | 上级代理 | 主治医生 | 接诊医生 | 审批人
        录入人 | 技术联系人 | 法人 | 家长姓名 | 监护人 | 父亲姓名 | 配偶姓名 | 担保人 | 第二联系人 | 联系人2 | 备用联系人 | 助理 | 秘书
        原负责人 | 前负责人 | 协同人 | 参与人 | 拜访人 | 接待人 | 签字人 | Assistant | Introducer | Approver | Technical Contact
        Secondary Contact | Contact2 | 昵称 | 曾用名 | 英文名 | 班主任 | 老师姓名 | 医生姓名 | 商务负责人 | 带教老师 | 接待人员
    """,
    "m": """
        推荐人电话 | 介绍人电话 | 紧急联系电话 | 紧急联系人电话 | 紧急联系人手机 | 紧急電話 | 法人电话 | 法人手机 | 法人联系方式
        客服电话 | 导购电话 | 业务员电话 | 业务员手机 | 销售电话 | 负责人电话 | 监护人电话 | 父亲电话 | 母亲手机 | 担保人电话 | 助理电话
        秘书电话 | 收货电话 | 收件人电话 | 快递电话 | 物流电话 | 司机电话 | 上级电话 | 上级代理电话 | 医生电话 | 推荐人联系方式
        支付宝账号 | 支付宝 | Emergency Phone | Owner Phone | Sales Rep Phone | Referrer Phone | Spouse Phone | Emergency Number
        Rep Mobile | Billing Phone
    """,
    "e": """
        推荐人邮箱 | 业务员邮箱 | 销售邮箱 | 负责人邮箱 | 财务邮箱 | 开票邮箱 | 抄送邮箱 | 发票邮箱 | 紧急联系人邮箱 | 客服邮箱
        法人邮箱 | Owner Email | Contact Owner Email | Assistant Email | Sales Rep Email | Referrer Email | Invoice Email
        Created By Email
    """,
    "a": """
        开票地址 | 发票地址 | 发货地址 | 仓库地址 | 身份证地址 | 户籍地址 | 收票地址 | 推荐人地址 | 紧急联系人地址 | Invoice Address
        Warehouse Address
    """,
    "f": """
        推荐单位 | 推荐公司 | 竞争对手 | 竞品 | 竞品公司 | 上级单位 | 母公司 | 总公司 | 集团 | 所属集团 | 物流公司 | 快递公司 | 担保公司
        原供应商 | 现供应商 | 上级代理 | 代理商 | 上级公司 | 前公司 | 原单位 | Previous Company | Parent Account | Parent Company
        Competitor | Reseller | Distributor | Current Supplier | Referring Company
    """,
    "n": """
        身份证号码 | 银行账号 | 开户账号 | 运单号 | 合同号 | 发票号 | 发票号码 | 工号 | 楼栋 | 车架号 | 项目编号 | 年龄 | 单价 | 余额
        已收金额 | 成本 | 利润 | 积分 | 消费次数 | 订单数 | 拜访次数 | 浏览次数 | 得分 | 累计消费金额 | 押金 | 定金 | 租金 | 面积 | 学费
        会费 | 首单金额 | 累计成交额 | 成本预估 | 预计成本 | 预计产量 | 户名 | 采购次数 | Contract No | Invoice No | Tracking No
        Discount | Balance | Points | Passport No | Unit Price | Company ID
        Employee ID
    """,
    "d": """
        入学日期 | 毕业时间 | 合同日期 | 合同开始日期 | 合同结束日期 | 到期日期 | 到期日 | 会员到期时间 | 预计成交日期 | 预计签约日期
        付款日期 | 发货日期 | 最近下单时间 | 最近消费时间 | 最后登录时间 | 首单日期 | 入职日期 | 下次付款日期 | 宝宝生日 | 企业生日
        农历生日 | 约定时间 | 开业日期 | 首单日期 | 产品开发完成日期 | 建档日期 | 创建时间 | 创建日期 | 分配时间 | 领取时间
        成立时间 | 失效日期 | 截止日期 | 参展日期 | ETD | Close Date | Due Date
        Contract End Date | Expiry Date | First Order Date | Start Date | Created At | Updated At | Next Billing Date | Spouse Birthday
    """,
    "t": """
        来访目的 | 跟进部门电话 | 采购流程 | 归档 | 首选品牌 | 婚姻状况 | 户型 | 房源 | 付款方式 | 贸易条款 | 运输方式 | 开户行
        流失原因 | 退回原因 | 客户满意度 | 满意度 | 竞品情况
        回款情况 | 物流状态 | 手机型号 | 群名称 | 公众号 | 合同名称 | 项目名称 | 订单名称 | 活动名称 | 跟进部门 | 负责人主属部门 | IP
        地址类型 | 时区 | 货币 | 币种 | 产品等级 | 付款周期 | 起运港 | Incoterms | Time Zone | IP Address | Lost Reason | Order Status
        Project Name | Email Status | Email Opt Out | Payment Method
    """,
}
# only what the modules take, as in a real import
TAKEN = [target for target in TARGETS if target.concept in WORDS]
PEOPLE = ["张伟", "李娜", "王芳", "赵敏", "陈静"]
PHONES = ["13800138000", "13900139000", "13700137000", "13600136000", "13500135000"]
FIRMS = ["明德有限公司", "启航集团", "星辰股份有限公司", "天元公司", "众诚有限公司"]
VALUES = {
    "p": PEOPLE, "m": PHONES, "f": FIRMS, "n": [100, 200, 300.5, 4, 5], "t": ["要求尽快", "先看样品", "等领导批", "下月再说", "无"],
    "e": [f"a{n}@b{n}.example.com" for n in range(5)],
    "a": ["苏州市人民路1号", "上海市中山路2号", "深圳市科技路4号", "成都市天府大道5号", "杭州市文三路6号"],
    "d": ["2024-03-05", "2024-04-01", "2024-05-09", "2024-05-10", "2023-01-02"],
}  # fmt: skip
WHO = {"name": ("姓名", PEOPLE[::-1]), "mobile": ("手机", PHONES[::-1]), "company": ("公司", FIRMS[::-1])}
NAMES = {"surname": "name", "given_name": "name", "phone": "mobile"}


def meant(header, concept, values):
    """The concept that the last column is taken for beside those of who it is; None when nothing is certain."""
    beside = [told for key, told in WHO.items() if key not in {concept, NAMES.get(concept)}]
    headers = [*(told[0] for told in beside), header]
    samples = [*((told[1] if values else []) for told in beside), values]
    table = Table(header_rows=[1], headers=headers, groups=[""] * len(headers))
    column = propose(table, samples, TAKEN)[-1]
    return column.target.partition(".")[2] if column.certain else None


def several(text):
    return [word.strip() for line in text.strip().splitlines() for word in line.split(" | ")]


@pytest.mark.parametrize("concept", WORDS)
def test_wordings_mean_their_field(concept):
    found = {word: meant(word, concept, []) for word in several(WORDS[concept])}
    assert {word: got for word, got in found.items() if got != concept} == {}


@pytest.mark.parametrize("kind", TRAPS)
@pytest.mark.parametrize("filled", [False, True])
def test_what_only_looks_alike_is_never_certain(kind, filled):
    found = {word: meant(word, "", VALUES[kind] if filled else []) for word in several(TRAPS[kind])}
    assert {word: got for word, got in found.items() if got} == {}
