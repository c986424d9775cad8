"""`./guanxi bench prove import-kill`: kill -9 of worker and web server at random moments of an import.

Every row must land exactly once: as many contacts as there are people in the file, each with one follow-up,
and the report's counts agree.
"""

import argparse
import os
import random
import signal
import tempfile
import time
from pathlib import Path

import xlsxwriter

from bench import names
from bench.measure import wait_healthy
from bench.serving import Api, person, prepared, processes, serving

WORKER = "guanxi worker"
WEB = "guanxi web"
HEADER = ("姓名", "公司名称", "职务", "手机", "邮箱", "阶段", "来源", "预计金额", "地址", "备注", "跟进内容")


def main(words: list[str]) -> int:
    """Run the proof and print what was found; 1 when a row is missing or doubled."""
    parser = argparse.ArgumentParser(prog="./guanxi bench prove import-kill")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--port", type=int, default=8098)
    args = parser.parse_args(words)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = prepared(home)
        token = person(environment, "prover", "director")
        book = home / "people.xlsx"
        _write(book, args.rows)
        with serving(environment, args.port) as server:
            return _prove(f"http://127.0.0.1:{args.port}", token, book, args, server.pid)


def _write(path: Path, rows: int) -> None:
    chance = random.Random(5)
    talks = names.texts(chance, 200)
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("客户")
        sheet.write_row(0, 0, HEADER)
        for number in range(1, rows + 1):
            phone = f"139{number:08d}"
            row = (names.person(chance), names.company(chance, number // 5), chance.choice(names.TITLES), phone,
                   f"p{number}@example.com", "方案报价", "展会", number * 10, "苏州市工业园区星湖街218号", "",
                   f"{number}：{chance.choice(talks)}")  # fmt: skip
            sheet.write_row(number, 0, row)


def _prove(base: str, token: str, book: Path, args: argparse.Namespace, supervisor: int) -> int:
    wait_healthy(base, 60)
    api = Api(base, token)
    path, start = api.upload(book), time.monotonic()
    api.call("POST", f"{path}/check")
    kills = _wait(api, path, "checking", supervisor, args.kills // 4)
    api.call("POST", f"{path}/run")
    kills += _wait(api, path, "running", supervisor, args.kills - kills)
    report = api.call("GET", path)
    landed, told = api.exact("contacts"), api.exact("activities")
    spent = time.monotonic() - start
    print(
        f"{kills} kills in {spent:.0f} s; state {report['state']}, created {report['created']}, contacts {landed}, follow-ups {told}"
    )
    good = report["state"] == "done" and landed == told == report["created"] == args.rows
    good = good and kills >= args.kills
    print("1 passed, 0 failed" if good else "0 passed, 1 failed")
    return 0 if good else 1


def _wait(api: Api, path: str, state: str, supervisor: int, kills: int) -> int:
    """Kill something at random moments while the import is in `state`; returns how often.

    What was killed is killed again only when the supervisor, which waits longer after each early death, has it back.
    """
    chance = random.Random(11)
    done = 0
    following = time.monotonic() + chance.uniform(0.5, 2)
    while api.call("GET", path)["state"] == state:
        if done < kills and time.monotonic() > following:
            done += _kill_one(supervisor, WORKER if chance.random() < 0.8 else WEB)
            following = time.monotonic() + chance.uniform(1, 6)
        time.sleep(0.2)
    return done


def _kill_one(supervisor: int, words: str) -> int:
    """kill -9 one child of the supervisor, children of the child included; 1 when one was there."""
    running = processes()
    children = [pid for pid, parent, args in running if parent == supervisor and words in args]
    for child in children:
        below = [pid for pid, parent, _ in running if parent == child]
        for pid in (child, *below):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
    return int(bool(children))
