"""An import as its owner steers it."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from guanxi.access import questions
from guanxi.exchange.models import ImportProject, ImportRow
from guanxi.exchange.normalise import Wishes, normalise_row, plan_sheet
from guanxi.exchange.projects import owners
from guanxi.exchange.projects.reading import count
from guanxi.exchange.readers import BookInfo, Row
from guanxi.exchange.schema_plan import plan_of
from guanxi.exchange.understand import Column, Table, Target
from guanxi.jobs.queue import cancel as cancel_job
from guanxi.jobs.queue import enqueue
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import Forbidden, NotFound, Refusal, register_messages
from guanxi.kernel.i18n import L
from guanxi.trail.service import Act, last_act, record_acts

OPTIONS = {
    "match_on": lambda value: isinstance(value, list) and set(value) <= {"external_id", "mobile", "email"},
    "on_match": lambda value: value in ("fill", "newest", "skip", "create"),
    "default_region": lambda value: value in (None, "CN", "TW", "HK"),
    "owner": lambda value: isinstance(value, dict) and len(value) <= 500,
    "date_order": lambda value: value in (None, "ymd", "dmy", "mdy"),
}

register_messages(
    {
        "import_unknown_module": L(
            "这个模块不能导入。", "這個模組不能匯入。", "This module cannot be imported into."
        ),
        "import_file_count": L(
            "请上传 1 到 {limit} 个文件。", "請上傳 1 到 {limit} 個檔案。", "Upload 1 to {limit} files."
        ),
        "import_file_too_large": L(
            "文件最大 {limit} MB。", "檔案最大 {limit} MB。", "A file may have at most {limit} MB."
        ),
        "import_wrong_state": L(
            "现在不能这样做：导入正处于“{state}”。",
            "現在不能這樣做：匯入正處於「{state}」。",
            "Not now: the import is {state}.",
        ),
        "import_cannot_invite": L(
            "只有能管理人员的同事才能发出邀请。",
            "只有能管理人員的同事才能發出邀請。",
            "Only somebody who manages people may invite.",
        ),
        "import_without_trail": L(
            "这次导入太早，没有可以撤销的记录。",
            "這次匯入太早，沒有可以復原的記錄。",
            "This import is from before undoing was possible.",
        ),
        "undo_changed_since": L("之后有人改过", "之後有人改過", "Changed since"),
        "undo_in_use": L("已有别的记录用到它", "已有別的記錄用到它", "Other records point at it"),
        "undo_refused": L("现在不能改动它", "現在無法變更它", "It cannot be changed now"),
        "import_twice": L(
            "“{value}”对应了两列。", "「{value}」對應了兩欄。", "“{value}” is filled by two columns."
        ),
        "import_no_name": L(
            "请先指定哪一列是{label}。", "請先指定哪一欄是{label}。", "Say first which column is {label}."
        ),
    }
)


def get(actor: Actor, project_id: int) -> ImportProject:
    """One of the actor's own imports. Raises NotFound."""
    project = ImportProject.objects.filter(pk=project_id, owner_id=actor.person_id).first()
    if project is None:
        raise NotFound()
    return project


def imports(actor: Actor) -> list[ImportProject]:
    """The actor's newest imports."""
    rows = ImportProject.objects.filter(owner_id=actor.person_id).order_by("-pk")
    return list(rows.prefetch_related("files")[:50])


def change(
    actor: Actor, project: ImportProject, files: list[dict[str, Any]] | None, options: Mapping[str, Any] | None,
    value_maps: Mapping[str, Any] | None,
) -> None:  # fmt: skip
    """Settle mapping, options and value maps. Raises Refusal; a checked import must be checked again."""
    _require(project, "planned", "checked", "failed", "cancelled")
    targets = {target.key: target for target in plan_of(project.module).targets(actor)}
    with transaction.atomic():
        if files is not None:
            for file in project.files.all():
                wanted = next((item for item in files if item.get("id") == str(file.pk)), None)
                if wanted is not None:
                    file.sheets = _mapped(file.sheets, wanted.get("sheets") or [], targets)
                    file.save()
        for key, value in (options or {}).items():
            if key not in OPTIONS or not OPTIONS[key](value):
                raise Refusal("invalid", key[:60])
            if key == "owner" and owners.INVITE in value.values() and not owners.may_invite(actor):
                raise Refusal("import_cannot_invite", "owner", status=403)
            project.options[key] = value
        for key, words in (value_maps or {}).items():
            if key not in targets or not isinstance(words, dict):
                raise Refusal("unknown_field", key[:60], name=key[:60])
            project.value_maps[key] = {str(word): value for word, value in words.items()}
        project.state = "planned"
        project.save()


def check(actor: Actor, project: ImportProject) -> None:
    """Begin the dry run. Raises Refusal when no column is a required field."""
    _require(project, "planned", "checked", "failed", "cancelled")
    mapped = {
        column["target"]
        for file in project.files.all()
        for sheet in file.sheets
        if sheet["chosen"]
        for column in sheet["columns"]
    }
    for target in plan_of(project.module).targets(actor):
        parts = {f"{target.module}.surname", f"{target.module}.given_name"}
        if target.required and target.key not in mapped and not parts & mapped:
            raise Refusal("import_no_name", target.key, label=target.label)
    _start(actor, project, "exchange.check", "checking")


def run(actor: Actor, project: ImportProject) -> list[tuple[str, str]]:
    """Begin or take up again the import of checked rows; returns whom it invited, with the tokens of their links."""
    _require(project, "checked", "cancelled", "failed")
    if project.audit_from is None:
        project.audit_from = last_act()
    with transaction.atomic():
        invited = owners.invite(actor, project)
        _start(actor, project, "exchange.run", "running")
    return invited


def undo(actor: Actor, project_id: int) -> ImportProject:
    """Begin to take an import back; its owner may, and whoever keeps the settings. Raises NotFound, Refusal."""
    project = ImportProject.objects.filter(pk=project_id).first()
    keeper = questions.can(actor, "settings.manage", "")
    if project is None or (project.owner_id != actor.person_id and not keeper):
        raise NotFound()
    if not keeper and not questions.can(actor, "import", project.module):
        raise Forbidden()
    _require(project, "done")
    if project.audit_from is None:
        raise Refusal("import_without_trail", status=409)
    _start(actor, project, "exchange.undo", "undoing")
    return project


def cancel(project: ImportProject) -> None:
    """Ask the running step to end; landed rows stay."""
    if project.job_id is not None:
        cancel_job(project.job_id)


def fix(actor: Actor, row: ImportRow, values: Mapping[str, Any]) -> None:
    """Take corrections of a row from the grid: texts as if they stood in the file. Raises Refusal per field."""
    _require(row.project, "checked")
    targets = {target.key: target for target in plan_of(row.project.module).targets(actor)}
    for key, raw in values.items():
        if key not in targets:
            raise Refusal("unknown_field", key[:60], name=key[:60])
        value = corrected(targets[key], raw, row.project)
        base = key.partition(":")[0]
        row.fixed[base] = _joined(row, key, value) if isinstance(value, list) else value
        row.errors = [error for error in row.errors if error["field"] != key]
        row.mended = sorted({*row.mended, key})
    merged = {**row.fields, **row.fixed}
    lacking = [key for key, target in targets.items() if target.required and not merged.get(key)]
    row.state = "waiting" if lacking else "partial" if row.errors else "ok"
    with transaction.atomic():
        row.save()
        row.project.counts = count(row.project)
        row.project.save(update_fields=["counts"])


def _joined(row: ImportRow, key: str, value: list[Any]) -> list[Any]:
    """What a list field holds beside a corrected part; an earlier correction of the same part gives way."""
    base = key.partition(":")[0]
    read = row.fields.get(base) or []
    held = row.fixed.get(base) or read
    kinds = {entry.get("type") for entry in value if isinstance(entry, dict)}
    if key in row.mended:
        held = [entry for entry in held if entry in read or entry.get("type") not in kinds]
    return [*held, *value]


def corrected(target: Target, raw: Any, project: ImportProject) -> Any:
    """The value of a corrected cell. Raises Refusal naming the field."""
    column = Column(0, target.label, target.key, 1.0)
    wishes = Wishes(
        project.options.get("default_region"),
        project.options.get("date_order"),
        value_maps=project.value_maps,
    )
    text = "" if raw is None else str(raw)
    table = Table(headers=[target.label])
    plan = plan_sheet(BookInfo("xlsx", []), table, [column], [target], [[text]], wishes)
    made = normalise_row(plan, Row(1, [text]))
    if made.errors:
        fault = made.errors[0]
        raise Refusal(f"import_{fault.code}", target.key, label=target.label, raw=str(raw)[:60])
    return made.fields.get(target.key.partition(":")[0])


def _mapped(
    sheets: list[dict[str, Any]], wanted: list[dict[str, Any]], targets: Mapping[str, Target]
) -> list[dict[str, Any]]:
    by_key = {item.get("key"): item for item in wanted}
    for sheet in sheets:
        change_of = by_key.get(sheet["key"], {})
        if isinstance(change_of.get("chosen"), bool):
            sheet["chosen"] = change_of["chosen"]
        columns = {item.get("index"): item for item in change_of.get("columns") or []}
        taken: set[str] = set()
        for column in sheet["columns"]:
            if column["index"] in columns:
                target = columns[column["index"]].get("target")
                if target not in (None, "other") and target not in targets:
                    raise Refusal("unknown_field", "target", name=str(target)[:60])
                column["target"] = None if target == "other" else target
            if column["target"] in taken and not targets[column["target"]].multiple:
                raise Refusal("import_twice", "target", value=targets[column["target"]].label)
            taken.add(column["target"] or "")
        taken.discard("")
    return sheets


def _start(actor: Actor, project: ImportProject, kind: str, state: str) -> None:
    with transaction.atomic():
        row = enqueue(kind, {"project": project.pk}, actor.person_id)
        project.job_id, project.state, project.error = row.pk, state, None
        project.save()
        told = {"step": [None, kind.removeprefix("exchange.")], "module": [None, project.module]}
        record_acts(actor, [Act("import", "imports", project.pk, told)])


def _require(project: ImportProject, *states: str) -> None:
    if project.state not in states:
        raise Refusal("import_wrong_state", status=409, state=project.state)
