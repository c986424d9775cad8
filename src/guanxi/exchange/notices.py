"""What people are told about their imports."""

from guanxi.jobs.handlers import on_finished
from guanxi.jobs.models import Job, State
from guanxi.kernel.errors import register_messages
from guanxi.kernel.i18n import L
from guanxi.records.notices import tell_end

register_messages(
    {
        "notify_import_done": L(
            "导入完成：新建 {created} 条，更新 {updated} 条，{waiting} 行待处理",
            "匯入完成：新增 {created} 筆，更新 {updated} 筆，{waiting} 列待處理",
            "Import done: {created} created, {updated} updated, {waiting} waiting",
        ),
        "notify_undo_done": L(
            "导入已撤销：删除 {deleted} 条，恢复 {restored} 条，保留 {kept} 条",
            "匯入已復原：刪除 {deleted} 筆，還原 {restored} 筆，保留 {kept} 筆",
            "Import undone: {deleted} deleted, {restored} restored, {kept} left alone",
        ),
        "notify_undo_failed": L(
            "撤销导入没有完成：{why}", "復原匯入沒有完成：{why}", "Undoing the import did not finish: {why}"
        ),
        "notify_import_failed": L(
            "导入没有完成：{why}", "匯入沒有完成：{why}", "The import did not finish: {why}"
        ),
    }
)
_COUNTS = ("created", "updated", "waiting", "failed")


@on_finished
def tell_importer(row: Job) -> None:
    """An import that ended tells its owner; a check does so only when it failed, the wizard shows the rest."""
    failed = row.state == State.FAILED
    if row.kind == "exchange.undo":
        tell_end(row, "notify_undo_failed" if failed else "notify_undo_done", "", dict(row.result or {}))
        return
    if row.kind != "exchange.run" and not (row.kind == "exchange.check" and failed):
        return
    result = row.result or {}
    counts = {key: result.get(key, 0) for key in _COUNTS}
    tell_end(row, "notify_import_failed" if failed else "notify_import_done", "", counts)
