"""The process that makes the rows of a run ready; started by ahead.py only, it ends with the pipe to it."""

import os
import sys

import django

# Those who wait for a page go first.
COURTESY = 5


def main() -> None:
    """Say that it has started, hear after which row to begin, send chunk by chunk, then an empty one."""
    django.setup()
    from django.db import connection  # lazy: there after the set-up

    from guanxi.exchange.models import ImportProject  # lazy: models are there after the set-up
    from guanxi.exchange.projects import ahead  # lazy: the same
    from guanxi.jobs.worker import calm_collector  # lazy: the same

    if str(connection.settings_dict["NAME"]) != sys.argv[2]:
        raise SystemExit("the worker has another database")
    if connection.vendor == "sqlite":
        # It reads every row of the import once: mapped, they would count as its memory.
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")
    os.nice(COURTESY)
    calm_collector()
    project = ImportProject.objects.get(pk=int(sys.argv[1]))
    out = sys.stdout.buffer
    out.write(ahead.STARTED)
    out.flush()
    told = sys.stdin.buffer.read(ahead.SIZE.size)
    if len(told) == ahead.SIZE.size:
        for chunk in ahead.chunks_after(project, ahead.SIZE.unpack(told)[0]):
            ahead.send(out, chunk)
        ahead.send(out, ahead.Chunk([], {}))


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        # The worker went away; nothing that was made here is needed.
        os._exit(0)
