"""Take an import back: what it made goes into the bin, what it changed is as before, what others touched stays."""

import argparse

from guanxi.app.cli.person import actor_named, finish
from guanxi.exchange.projects import service, wire
from guanxi.kernel.errors import say


def configure(parser: argparse.ArgumentParser) -> None:
    """Options of `import undo`."""
    parser.add_argument("id", type=int, help="the import's number, as `import` prints it")
    parser.add_argument("--user", required=True, help="login name of the importer or of an administrator")


def run(args: argparse.Namespace) -> int:
    """Take back and report; 1 when it did not finish."""
    actor = actor_named(args.user)
    project = service.undo(actor, args.id)
    ended = finish(project.job_id or 0)
    project.refresh_from_db()
    told = wire.brief(project, "en")
    print(f"Import {told['id']}: {told['state']}")
    for key, count in (told["undone"] or {}).items():
        print(f"  {key:<10} {count}")
    for item in wire.left_alone(actor, project):
        print(f"  {item['module']} {item['id']} {item['title']}: {item['message']}")
    if ended.error:
        print(f"  {say(ended.error['code'], 'en', ended.error.get('params'))}")
    return 0 if ended.state == "done" else 1
