"""The words of the certificate and of what a handover refuses."""

from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L

TITLE = L("工作交接证明", "工作交接證明", "Handover certificate")
TITLE_UNDO = L("撤销交接证明", "復原交接證明", "Certificate of a handover taken back")
NUMBER = L("编号 {number} · 生成于 {at}", "編號 {number} · 產生於 {at}", "No. {number} · made on {at}")
FOOT = L("交接证明 {number} · 摘要 {digest}", "交接證明 {number} · 摘要 {digest}", "Handover {number} · digest {digest}")  # fmt: skip
SAME = L("{count} 条记录交接前后一致，0 处差异", "{count} 筆記錄交接前後一致，0 處差異",
         "{count} {count|record|records} handed over, 0 differences")  # fmt: skip
SAME_MORE = L(
    "每条记录的所有字段、自定义值、联系方式、标签、文件及其各个版本、评论、跟进和共享，在交接前后各计算一次摘要，逐条相同。",
    "每筆記錄的所有欄位、自訂值、聯絡方式、標籤、檔案及其各個版本、留言、跟進和共用，在交接前後各計算一次摘要，逐筆相同。",
    "All fields, custom values, phones and addresses, tags, files in every version, comments, activities and shares of "
    "each record were digested before and after, and are equal record by record.",
)
DIFFERENT = L("{count} 条记录中有 {differences} 条交接前后不一致", "{count} 筆記錄中有 {differences} 筆交接前後不一致",
              "{differences} of {count} {count|record|records} {differences|is|are} not as before")  # fmt: skip
DIFFERENT_MORE = L(
    "下面列出不一致的记录、不一致的部分，以及交接期间谁改过它们。交接本身只改负责人。",
    "下面列出不一致的記錄、不一致的部分，以及交接期間誰改過它們。交接本身只改負責人。",
    "They are listed below with the parts that differ and who changed them meanwhile. The handover itself changes "
    "nothing but the owner.",
)
SAME_TEAM = L("团队和共享视图已交接", "團隊和共用檢視已交接", "Team and shared views handed over")
TEAM_PART = L("团队和共享视图已交接，{count} 项未改", "團隊和共用檢視已交接，{count} 項未改",
              "Team and shared views handed over; {count} {count|stays|stay} as before")  # fmt: skip
TEAM_MORE = L("这次没有记录要交接。", "這次沒有記錄要交接。", "There were no records to hand over.")
EMPTY = L("没有记录被交接", "沒有記錄被交接", "No record was handed over")
FACTS = {
    "person": L("交接人", "交接人", "Handed over from"),
    "by": L("经办人", "經辦人", "Handed over by"),
    "reason": L("原因", "原因", "Reason"),
    "begun": L("开始", "開始", "Begun"),
    "ended": L("完成", "完成", "Finished"),
    "moved": L("交接", "交接", "Handed over"),
    "stayed": L("未交接", "未交接", "Not handed over"),
}
RECORDS = L("{count} 条记录", "{count} 筆記錄", "{count} {count|record|records}")
PARTS = {
    "received": L("谁接手了什么", "誰接手了什麼", "Who received what"),
    "duties": L("团队与共享视图", "團隊與共用檢視", "Team and shared views"),
    "rules": L("分配规则", "分配規則", "How it was split"),
    "counts": L("交接前后的数量", "交接前後的數量", "Counts before and after"),
    "left": L("未交接的记录", "未交接的記錄", "Records that were not handed over"),
    "differences": L("差异", "差異", "Differences"),
    "digests": L("摘要", "摘要", "Digests"),
    "appendix": L("附录：逐条记录", "附錄：逐筆記錄", "Appendix: record by record"),
}
DUTY_OF = {
    "reports": L("下属", "下屬", "Report"),
    "views": L("共享视图", "共用檢視", "Shared view"),
}
DUTIES = {
    "reports": L(
        "{name}，上级：{was} → {to}", "{name}，主管：{was} → {to}", "{name}, reports to: {was} → {to}"
    ),
    "views": L("{name}，归属：{was} → {to}", "{name}，歸屬：{was} → {to}", "{name}, owner: {was} → {to}"),
}
DUTY_STAYED = L("{name}，未改：{why}", "{name}，未改：{why}", "{name}, not changed: {why}")
NOBODY = L("无", "無", "nobody")
VIEW = L("“{name}”（{module}）", "「{name}」（{module}）", "“{name}” ({module})")
PERSON = L("接手人", "接手人", "Received by")
SUM = L("合计", "合計", "Sum")
BEFORE, AFTER = L("交接前", "交接前", "Before"), L("交接后", "交接後", "After")
WHAT = L("内容", "內容", "What")
KINDS = {
    "records": L("记录", "記錄", "records"),
    "files": L("字段里的文件", "欄位裡的檔案", "files in fields"),
    "shares": L("共享与协作", "共用與協作", "shares and collaborators"),
    "bin": L("在回收站", "在資源回收筒", "in the bin"),
}
RULES = {
    "one": L("全部交给 {people}", "全部交給 {people}", "all to {people}"),
    "evenly": L("平均分给 {people}", "平均分給 {people}", "evenly to {people}"),
    "case": L("{what} → {people}", "{what} → {people}", "{what} → {people}"),
    "follow": L("随所属的{above}", "隨所屬的{above}", "with their {above}"),
    "rest": L("其余交给 {people}", "其餘交給 {people}", "the rest to {people}"),
    "stays": L("其余不变", "其餘不變", "the rest stays"),
    "open": L("只交接未完成的", "只交接未完成的", "only what is still to be done"),
    "undo": L("还给原负责人，对应交接 {number}", "還給原負責人，對應交接 {number}", "back to the former owner, of handover {number}"),
}  # fmt: skip
SEMICOLON, OR = L("；", "；", "; "), L("或", "或", " or ")
DIGEST_BEFORE, DIGEST_AFTER = (
    L("交接前总摘要", "交接前總摘要", "Before, over all"),
    L("交接后总摘要", "交接後總摘要", "After, over all"),
)
HOW = L(
    "摘要为 SHA-256。每条记录的摘要覆盖除负责人、更新人、更新时间和版本号以外的全部内容；文件按存储的实际字节计算。"
    "总摘要按附录的顺序，对“模块/编号:摘要”逐行计算。附录列出每条摘要的前 32 位。",
    "摘要為 SHA-256。每筆記錄的摘要涵蓋除負責人、更新者、更新時間和版本號以外的全部內容；檔案按儲存的實際位元組計算。"
    "總摘要按附錄的順序，對「模組/編號:摘要」逐行計算。附錄列出每筆摘要的前 32 位。",
    "Digests are SHA-256. That of a record covers all of it but owner, last change and version; files are read as they lie "
    'in storage. The digest over all is taken over lines "module/number:digest" in the order of the appendix, which shows '
    "the first 32 digits of each.",
)
COLUMNS = (
    L("序号", "序號", "#"),
    L("模块", "模組", "Module"),
    L("记录", "記錄", "Record"),
    L("编号", "編號", "ID"),
    L("接手人", "接手人", "Received by"),
    L("交接前摘要", "交接前摘要", "Digest before"),
    L("交接后", "交接後", "After"),
)
EQUAL, UNEQUAL = L("一致", "一致", "equal"), L("不一致", "不一致", "differs")
MEANWHILE = L("交接期间由 {people} 修改", "交接期間由 {people} 修改", "changed meanwhile by {people}")
UNEXPLAINED = L("没有找到对应的操作记录", "沒有找到對應的操作記錄", "no act in the audit explains it")

register_messages(
    {
        "handover_rule": L("请选好“{label}”交给谁。", "請選好「{label}」交給誰。", "Choose who gets “{label}”."),
        "handover_to_leaver": L(
            "不能交给交接人自己。", "不能交給交接人自己。", "The records cannot go to the person who hands them over."
        ),
        "handover_receiver": L(
            "不能把“{label}”交给{name}：TA 已停用，或看不到这个模块。",
            "不能把「{label}」交給{name}：TA 已停用，或看不到這個模組。",
            "{name} cannot get “{label}”: they are not active, or do not see this module.",
        ),
        "may_not_hand_over": L(
            "你没有转交“{label}”的权限，请让有“转交”权限的人来操作。",
            "你沒有轉交「{label}」的權限，請讓有「轉交」權限的人來操作。",
            "You may not assign “{label}” to others. Somebody with that right has to do it.",
        ),
        "handover_empty": L(
            "按这些规则没有什么可以交接。", "按這些規則沒有什麼可以交接。", "By these rules there is nothing to hand over."
        ),
        "handover_successor": L(
            "接手团队和共享视图的人要在职。", "接手團隊和共用檢視的人要在職。",
            "Who takes over the team and the shared views has to be active."
        ),
        "handover_successor_missing": L(
            "请选好由谁接手团队和共享视图。", "請選好由誰接手團隊和共用檢視。", "Choose who takes over the team and the shared views."
        ),
        "handover_successor_below": L(
            "{name}在{report}的下级，不能做{report}的上级。请选别人，或先到“成员”里改上级。",
            "{name}在{report}的下級，不能做{report}的主管。請選別人，或先到「成員」裡改主管。",
            "{name} is below {report} and cannot become the manager of {report}. Choose somebody else, or change that under "
            "People first.",
        ),
        "handover_view_unread": L(
            "接手人看不到这个视图里的内容", "接手人看不到這個檢視裡的內容", "the successor does not see what it speaks of"
        ),
        "handover_otherwise": L("当时已经另有安排", "當時已經另有安排", "settled otherwise by then"),
        "handover_running": L(
            "这个人的另一次交接还没有结束。", "這個人的另一次交接還沒有結束。", "Another handover of this person has not ended yet."
        ),
        "handover_owner_changed": L(
            "负责人已经不是交接人", "負責人已經不是交接人", "somebody else owned it by then"
        ),
        "handover_receiver_gone": L("接手人已停用", "接手人已停用", "its receiver was no longer active"),
        "handover_not_over": L("只有已完成的交接可以撤销。", "只有已完成的交接可以復原。", "Only a finished handover can be taken back."),
        "handover_undone": L("这次交接已经撤销过了。", "這次交接已經復原過了。", "This handover was taken back already."),
        "handover_too_old": L(
            "超过 {days} 天的交接不能撤销。", "超過 {days} 天的交接不能復原。", "A handover older than {days} days cannot be taken back."
        ),
        "handover_undo_leaver": L(
            "要撤销，先重新启用{name}的账号。", "要復原，先重新啟用{name}的帳號。", "Reactivate {name} first to take this back."
        ),
        "notify_handed_over": L(
            "{person}的工作交接给了你：{what}", "{person}的工作交接給了你：{what}", "You took over from {person}: {what}"
        ),
        "notify_handed_back": L(
            "交接已撤销，还给你：{what}", "交接已復原，還給你：{what}", "A handover was taken back; yours again: {what}"
        ),
        "notify_handover_done": L(
            "{person}的交接完成：{count} 条记录，{differences} 处差异",
            "{person}的交接完成：{count} 筆記錄，{differences} 處差異",
            "The handover of {person} is done: {count} {count|record|records}, {differences} differences",
        ),
        "notify_handover_team": L(
            "{person}的交接完成：团队和共享视图已交给接手人",
            "{person}的交接完成：團隊和共用檢視已交給接手人",
            "The handover of {person} is done: team and shared views have their successor",
        ),
        "notify_handover_failed": L(
            "{person}的交接没有完成：{why}", "{person}的交接沒有完成：{why}", "The handover of {person} did not finish: {why}"
        ),
        "unknown_module": L("没有“{value}”这个模块。", "沒有「{value}」這個模組。", "There is no module “{value}”."),
    }
)  # fmt: skip
