"""What people are told about records and about work that they asked for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from guanxi.access import questions
from guanxi.channels.inapp import Notice, notify, notify_counted
from guanxi.channels.inapp import text_of as plain_text
from guanxi.channels.models import Notification
from guanxi.jobs.handlers import on_finished
from guanxi.jobs.models import Job, State
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import register_messages, say
from guanxi.kernel.i18n import L, listed
from guanxi.records.audit_words import DUTIES, THINGS
from guanxi.records.plugs import GUARDS, Batch, Guard, Working
from guanxi.records.read import Query, page
from guanxi.records.service import BULK
from guanxi.schema.modules import MODULES, ModuleDef

TITLE_LIMIT = 80
TOGETHER = timedelta(minutes=10)
_UNTITLED = L("（无标题）", "（無標題）", "(untitled)")

register_messages(
    {
        "notify_shared_hidden": L(
            "{actor}曾把一条记录共享给你，现在看不到了",
            "{actor}曾把一筆記錄共用給你，現在看不到了",
            "{actor} shared a record with you that you do not see any more",
        ),
        "notify_assigned_hidden": L(
            "{actor}曾把一条记录交给你，现在看不到了",
            "{actor}曾把一筆記錄交給你，現在看不到了",
            "{actor} assigned a record to you that you do not see any more",
        ),
        "notify_shared": L(
            "{actor}把“{title}”共享给了你",
            "{actor}把「{title}」共用給了你",
            "{actor} shared “{title}” with you",
        ),
        "notify_export_done": L(
            "{module}已导出 {count} 条，可以下载了",
            "{module}已匯出 {count} 筆，可以下載了",
            "{module}: the export of {count} {count|record|records} is ready",
        ),
        "notify_export_failed": L(
            "{module}没有导出成功：{why}",
            "{module}沒有匯出成功：{why}",
            "{module}: the export did not finish: {why}",
        ),
        "notify_export_asked": L(
            "{actor}申请导出{module} {count} 行，等你批准",
            "{actor}申請匯出{module} {count} 列，等你核准",
            "{actor} asks to export {count} {count|row|rows} ({module}); it waits for your approval",
        ),
        "notify_export_approved": L(
            "{actor}批准了你导出{module} {count} 行，文件好了会通知你",
            "{actor}核准了你匯出{module} {count} 列，檔案好了會通知你",
            "{actor} approved your export of {count} {count|row|rows} ({module}); you are told when the file is ready",
        ),
        "notify_export_refused": L(
            "{actor}没有批准导出{module}：{reason}",
            "{actor}沒有核准匯出{module}：{reason}",
            "{actor} did not approve your export ({module}): {reason}",
        ),
        "notify_export_expired": L(
            "导出{module} {count} 行的申请没有人处理，已经过期，需要的话请重新申请",
            "匯出{module} {count} 列的申請沒有人處理，已經過期，需要的話請重新申請",
            "Nobody decided about your export of {count} {count|row|rows} ({module}) in time. Ask again if you need it",
        ),
        "notify_mass_opened_hour": L(
            "{actor}在 1 小时内打开了 {count} 条记录（提醒线 {limit} 条），请核实",
            "{actor}在 1 小時內開啟了 {count} 筆記錄（提醒線 {limit} 筆），請核實",
            "{actor} opened {count} {count|record|records} within an hour (you are told from {limit}). Please look into it",
        ),
        "notify_mass_opened_day": L(
            "{actor}在 24 小时内打开了 {count} 条记录（提醒线 {limit} 条），请核实",
            "{actor}在 24 小時內開啟了 {count} 筆記錄（提醒線 {limit} 筆），請核實",
            "{actor} opened {count} {count|record|records} within 24 hours (you are told from {limit}). Please look into it",
        ),
        "notify_mass_listed_hour": L(
            "{actor}在 1 小时内列出了 {count} 条含个人信息的记录（提醒线 {limit} 条），请核实",
            "{actor}在 1 小時內列出了 {count} 筆含個人資料的記錄（提醒線 {limit} 筆），請核實",
            "{actor} listed {count} {count|record|records} with personal data within an hour (you are told from {limit}). Please look "
            "into it",
        ),
        "notify_mass_listed_day": L(
            "{actor}在 24 小时内列出了 {count} 条含个人信息的记录（提醒线 {limit} 条），请核实",
            "{actor}在 24 小時內列出了 {count} 筆含個人資料的記錄（提醒線 {limit} 筆），請核實",
            "{actor} listed {count} {count|record|records} with personal data within 24 hours (you are told from {limit}). Please look "
            "into it",
        ),
        "notify_bulk_done": L(
            "批量操作完成：{count} 条{module}",
            "批次作業完成：{count} 筆{module}",
            "{module}: {count} {count|record was|records were} changed in bulk",
        ),
        "notify_bulk_partly": L(
            "批量操作完成：{count} 条{module}已处理，{refused} 条没有处理",
            "批次作業完成：{count} 筆{module}已處理，{refused} 筆未處理",
            "{module}: {count} {count|record was|records were} changed in bulk, {refused} were not",
        ),
        "notify_bulk_failed": L(
            "{module}的批量操作没有完成：{why}",
            "{module}的批次作業沒有完成：{why}",
            "{module}: the bulk change did not finish: {why}",
        ),
    }
)


# Work whose end is told to whoever asked for it.
TOLD = {"records.export": "export", "records.audit_export": "export", "records.bulk": "bulk"}
# Notices that hold no title: it is read when they are, as far as their person sees the record by then.
UNTITLED_KINDS = ("mention", "shared", "assigned")
_CLOSED = L("（看不到的记录）", "（看不到的記錄）", "(a record you do not see any more)")


def titles_now(actor: Actor, items: Iterable[Notification]) -> dict[tuple[str, int], str]:
    """The titles of the records that notices name, by module and id, of those that the actor sees."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for item in items:
        if _names_one(item) and questions.can(actor, "view", item.module):
            wanted[item.module].add(item.record_id or 0)
    found: dict[tuple[str, int], str] = {}
    for module_key, ids in wanted.items():
        asked = Query(ids=sorted(ids), columns=[], limit=len(ids))
        shown = page(actor, module_key, asked)  # per chunk: once for each module
        titles = zip(shown.rows, shown.titles, strict=True)
        found.update({(module_key, row["id"]): str(title["_title"]) for row, title in titles})
    return found


def params_of(item: Notification, titles: Mapping[tuple[str, int], str]) -> dict[str, Any]:
    """What a notice holds, without the title of a record that its person does not see any more."""
    closed = _names_one(item) and (item.module, item.record_id or 0) not in titles
    return {key: value for key, value in item.params.items() if not (closed and key == "title")}


def _names_one(item: Notification) -> bool:
    """Whether a notice is about one record, by its title."""
    told = item.kind in UNTITLED_KINDS or "title" in item.params
    return told and item.record_id is not None and item.module in MODULES


def text_of(item: Notification, locale: str, titles: Mapping[tuple[str, int], str] | None = None) -> str:
    """What the person reads, with the names of modules and reasons in the reader's language."""
    names: dict[str, Any] = {}
    if item.kind in UNTITLED_KINDS and item.record_id is not None:
        title = (titles or {}).get((item.module, item.record_id or 0))
        if title is None:
            return say(f"notify_{item.kind}_hidden", locale, item.params)
        names["title"] = title[:TITLE_LIMIT] or _UNTITLED
    elif titles is not None and _names_one(item) and (item.module, item.record_id or 0) not in titles:
        names["title"] = _CLOSED
    if item.module in MODULES:
        names["module"] = MODULES.get(item.module).plural
    elif item.module in THINGS:
        names["module"] = THINGS[item.module]
    if "error" in item.params:
        error = item.params["error"] or {}
        names["why"] = say(error.get("code", "invalid"), locale, error.get("params"))
    if "counts" in item.params:
        counts = item.params["counts"]
        known = sorted((MODULES.get(key) for key in counts if key in MODULES), key=lambda one: one.order)
        told = [f"{one.plural.get(locale)} {counts[one.key]}" for one in known]
        told += [f"{label.get(locale)} {counts[key]}" for key, label in DUTIES.items() if key in counts]
        names["what"] = listed(told, locale)
    if item.params.get("title") == "" and "title" not in names:
        names["title"] = _UNTITLED
    return plain_text(item, locale, names)


def tell_end(row: Job, text: str, module_key: str, params: dict[str, Any]) -> None:
    """Tell the asker of a job how it ended, once for each time that it ends; a cancelled one needs no word."""
    if row.owner_id is None or row.state == State.CANCELLED:
        return
    failed = row.state == State.FAILED
    told = {**params, "text": text}
    if failed:
        told["error"] = {key: (row.error or {}).get(key) for key in ("code", "params")}
    moment = row.finished_at.isoformat() if row.finished_at else ""
    kind = "job_failed" if failed else "job"
    notify([Notice(row.owner_id, kind, told, module_key, effect=f"job:{row.pk}:{moment}")])


class Assigned(Guard):
    """Whoever is made owner by somebody else is told; many at once are told together."""

    key = "records.assigned"
    order = 900

    def after(self, batch: Batch) -> None:
        if batch.verb not in ("create", "edit") or batch.actor.is_system or batch.actor.user_id is None:
            return
        gained: dict[int, list[Working]] = defaultdict(list)
        for row in batch.rows:
            owner = row.new.get("owner")
            if owner not in (None, batch.actor.user_id) and owner != (row.old or {}).get("owner"):
                gained[owner].append(row)
        for owner, rows in gained.items():
            _tell_owner(batch, owner, rows)


GUARDS.add(Assigned())


@on_finished
def tell_asker(row: Job) -> None:
    """Exports and bulk changes tell their asker."""
    if row.kind not in TOLD:
        return
    result = row.result or {}
    name = TOLD[row.kind]
    refused = len(result.get("refused") or ())
    ended = "failed" if row.state == State.FAILED else "partly" if refused else "done"
    counts = {"count": result.get("count", result.get("saved", 0)), "refused": refused}
    tell_end(row, f"notify_{name}_{ended}", row.payload["module"], counts)


def _tell_owner(batch: Batch, owner: int, rows: list[Working]) -> None:
    actor = batch.actor.name
    if batch.mode == BULK or len(rows) > 1:
        many = {"actor": actor, "text": "notify_assigned_many"}
        notify_counted(Notice(owner, "assigned", many, batch.module.key), len(rows), TOGETHER)
        return
    notify([Notice(owner, "assigned", {"actor": actor}, batch.module.key, rows[0].record_id)])


def title_of(owner: ModuleDef, row: Working) -> str:
    """What a record is called in a notice."""
    return str(row.get(owner.title_field) or "")[:TITLE_LIMIT]
