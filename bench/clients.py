"""Many clients at once, in a process of their own that costs the measured machine little.

`python -m bench.clients HOST PORT PLAN` reads a plan as JSON and prints, by label of a client, the milliseconds of
every answer and the statuses that were not good.
"""

import json
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Client:
    """One connection that asks the same thing again and again; `{n}` in the body becomes the call's number."""

    label: str
    method: str
    path: str
    headers: dict[str, str]
    body: str = ""


@dataclass(slots=True)
class Answers:
    """What the clients of one label met: milliseconds of good answers, and how many others by status."""

    times: list[float] = field(default_factory=list)
    others: dict[str, int] = field(default_factory=dict)


def run(port: int, clients: list[Client], seconds: float) -> dict[str, Answers]:
    """Let all clients ask for some seconds."""
    plan = json.dumps({"seconds": seconds, "clients": [asdict(client) for client in clients]})
    command = [sys.executable, "-m", "bench.clients", "127.0.0.1", str(port)]
    done = subprocess.run(command, input=plan, capture_output=True, text=True, check=True)
    return {label: Answers(**found) for label, found in json.loads(done.stdout).items()}


def main(host: str, port: int, plan: dict[str, Any]) -> dict[str, Any]:
    """Run a plan; the JSON form of its answers by label."""
    answers: dict[str, Answers] = {}
    threads = []
    for item in plan["clients"]:
        client = Client(**item)
        kept = answers.setdefault(client.label, Answers())
        threads.append(threading.Thread(target=_ask, args=(host, port, client, plan["seconds"], kept)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {label: asdict(found) for label, found in answers.items()}


def _ask(host: str, port: int, client: Client, seconds: float, kept: Answers) -> None:
    others: Counter[str] = Counter()
    with socket.create_connection((host, port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        until = time.perf_counter() + seconds
        number = 0
        while (start := time.perf_counter()) < until:
            number += 1
            connection.sendall(_request(client, f"{id(connection)}{number}"))
            status = _status(connection)
            if status.startswith("2"):
                kept.times.append((time.perf_counter() - start) * 1000)
            else:
                others[status] += 1
    for status, count in others.items():
        kept.others[status] = kept.others.get(status, 0) + count


def _request(client: Client, number: str) -> bytes:
    body = client.body.replace("{n}", number).encode()
    lines = [f"{client.method} {client.path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in client.headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def _status(connection: socket.socket) -> str:
    """Read one whole answer; its status."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(connection, 65536)
    head, _, rest = data.partition(b"\r\n\r\n")
    length = next(
        int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    left = length - len(rest)
    while left > 0:
        left -= len(_more(connection, min(left, 65536)))
    return head.split(b" ", 2)[1].decode()


def _more(connection: socket.socket, most: int) -> bytes:
    """What came. Raises ConnectionError when the server is gone."""
    part = connection.recv(most)
    if not part:
        raise ConnectionError("the server closed the connection")
    return part


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), json.loads(sys.stdin.read()))))
