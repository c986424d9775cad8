"""Write a list to a CSV or XLSX file: what the person may see, in the order of the list."""

import argparse
import shutil
import sys
from pathlib import Path

import orjson

from guanxi.app.cli.person import actor_named, finish
from guanxi.kernel.errors import Refusal, say
from guanxi.records import export
from guanxi.records.read import Query


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `export`."""
    parser.add_argument("--user", required=True, help="login name of the person on whose behalf")
    parser.add_argument("--module", required=True, help="contacts, accounts, activities, …")
    parser.add_argument("--format", choices=export.FORMATS, default="xlsx")
    parser.add_argument("--output", required=True, type=Path, metavar="FILE")
    parser.add_argument("--criteria", metavar="JSON", help="conditions in the form of the API")
    parser.add_argument("--columns", metavar="A,B", help="field keys (default: the columns of the list)")


def run(args: argparse.Namespace) -> int:
    """Write the file; 1 when the job did not end well."""
    actor = actor_named(args.user)
    columns = [key.strip() for key in args.columns.split(",") if key.strip()] if args.columns else None
    query = Query(_criteria(args.criteria), None, columns)
    row = finish(export.start(actor, args.module, query, args.format).job_id or 0)
    if row.state != "done":
        error = row.error or {}
        why = say(error.get("code", "invalid"), "en", error.get("params"))
        print(f"guanxi: the export ended as {row.state}: {why}", file=sys.stderr)
        return 1
    shutil.copyfile(export.path_of(row), args.output)
    print(f"{(row.result or {}).get('count', 0)} records -> {args.output}")
    return 0


def _criteria(text: str | None) -> dict[str, object] | None:
    if not text:
        return None
    try:
        found = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refusal("malformed", "criteria", why=str(error)) from None
    if not isinstance(found, dict):
        raise Refusal("invalid", "criteria")
    return found
