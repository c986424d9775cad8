"""Import spreadsheets (XLSX, XLS, CSV, TSV): understand, check, land the good rows, report the others."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from guanxi.app.cli.person import actor_named, finish
from guanxi.exchange.models import ImportProject
from guanxi.exchange.projects import intake, service, wire
from guanxi.exchange.schema_plan import plan_of
from guanxi.jobs.models import Job
from guanxi.kernel.actor import Actor
from guanxi.kernel.errors import say

PIECE = 1024 * 1024
SHOWN = 50


class LocalFile:
    """A file of this machine in the form of an upload."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name: str | None = path.name

    def chunks(self) -> Iterator[bytes]:
        """Its bytes in pieces."""
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `import`."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--user", required=True, help="login name of the person on whose behalf")
    parser.add_argument("--module", default="contacts")
    parser.add_argument("--on-match", choices=("fill", "newest", "skip", "create"), default="fill",
                        help="what happens to records that are there already (default: fill their gaps)")  # fmt: skip
    parser.add_argument(
        "--region", choices=("CN", "TW", "HK"), help="where numbers without a country code belong"
    )
    parser.add_argument("--check-only", action="store_true", help="a dry run: nothing is written")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(args: argparse.Namespace) -> int:
    """Import and report; 1 when a step or a row failed."""
    missing = [path for path in args.files if not path.is_file()]
    if missing:
        print(f"guanxi: there is no file {missing[0]}", file=sys.stderr)
        return 1
    actor = actor_named(args.user)
    project = intake.plan(actor, args.module, [LocalFile(path) for path in args.files])
    options = {"on_match": args.on_match}
    if args.region:
        options |= {"default_region": args.region}
    service.change(actor, project, None, options, None)
    progress = _Progress(quiet=args.json or not sys.stderr.isatty())
    service.check(actor, project)
    ended = finish(project.job_id or 0, progress.show)
    if ended.state == "done" and not args.check_only:
        project.refresh_from_db()
        service.run(actor, project)  # nobody is invited: that is asked in the browser
        ended = finish(project.job_id or 0, progress.show)
    project.refresh_from_db()
    _report(actor, project, ended, as_json=args.json)
    return 1 if ended.state != "done" or project.counts.get("failed") else 0


class _Progress:
    """One line on a terminal that says how far a step is."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet

    def show(self, row: Job) -> None:
        """Write the line again."""
        if not self.quiet and row.total:
            end = "\n" if row.finished_at else ""
            sys.stderr.write(f"\r{row.kind}: {row.done} of {row.total}{end}")
            sys.stderr.flush()


def _report(actor: Actor, project: ImportProject, ended: Job, *, as_json: bool) -> None:
    faulty = project.rows.filter(state__in=("partial", "waiting")) | project.rows.filter(outcome="failed")
    rows = list(faulty.select_related("file").order_by("pk"))
    labels = {target.key: target.label for target in plan_of(project.module).targets(actor)}
    if as_json:
        report = {**wire.brief(project, actor.locale), "problems": wire.rows(rows, actor.locale, labels)}
        print(orjson.dumps(report, option=orjson.OPT_INDENT_2).decode())
        return
    told = wire.brief(project, "en")
    for file in told["files"]:
        if file["error"]:
            print(f"{file['name']}: {file['error']['message']}")
    print(f"Import {told['id']}: {told['state']}")
    for key in ("total", "created", "updated", "unchanged", "partial", "waiting", "failed", "left_out"):
        print(f"  {key:<10} {told[key]}")
    if ended.error:
        print(f"  {say(ended.error['code'], 'en', ended.error.get('params'))}")
    _problems(project, wire.rows(rows[:SHOWN], actor.locale, labels), len(rows) - SHOWN)


def _problems(project: ImportProject, shown: list[dict[str, Any]], more: int) -> None:
    """In the language of the person on whose behalf: the texts name columns."""
    called = {
        (file.name, sheet["key"]): sheet["name"] for file in project.files.all() for sheet in file.sheets
    }
    for item in shown:
        sheet = called.get((item["file"], item["sheet"])) or item["sheet"]
        place = item["file"] if sheet == item["file"] else f"{item['file']} / {sheet}"
        for error in item["errors"]:
            print(f"  {place} / row {item['row']}: {error['message']}")
    if more > 0:
        print(f"  … and {more} rows more; --json prints all")
