"""Requests that wait hold up nobody: bodies and streams are the business of the server's own threads."""

import threading
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse, StreamingHttpResponse

from guanxi.app.front import IN_MEMORY, Front


class Slow(BytesIO):
    """A body whose sender takes a while."""

    def __init__(self, content: bytes, goes_on: threading.Event) -> None:
        super().__init__(content)
        self._goes_on = goes_on

    def read(self, size: int | None = -1) -> bytes:
        assert self._goes_on.wait(5)
        return super().read(size)


def ask(front: Front, body: BytesIO | None = None, size: int = 0) -> bytes:
    return b"".join(
        front({"wsgi.input": body or BytesIO(), "CONTENT_LENGTH": str(size or "")}, lambda *_: None)
    )


def echo(environ: dict[str, Any], start_response: Any) -> HttpResponse:
    return HttpResponse(environ["wsgi.input"].read())


def test_a_slow_sender_holds_up_nobody() -> None:
    front, goes_on, answers = Front(echo), threading.Event(), []
    slow = threading.Thread(target=lambda: answers.append(ask(front, Slow(b"late", goes_on), 4)))
    slow.start()
    assert ask(front, BytesIO(b"now"), 3) == b"now"
    goes_on.set()
    slow.join(5)
    assert answers == [b"late"]


@pytest.mark.parametrize("size", [1, IN_MEMORY, IN_MEMORY + 1])
def test_bodies_arrive_whole(size: int) -> None:
    assert ask(Front(echo), BytesIO(b"x" * size + b"more"), size) == b"x" * size


def test_a_stream_holds_up_nobody() -> None:
    goes_on = threading.Event()

    def parts() -> Iterator[bytes]:
        yield b"first"
        assert goes_on.wait(5)
        yield b"last"

    front = Front(
        lambda environ, start: StreamingHttpResponse(parts()) if "stream" in environ else HttpResponse(b"ok")
    )
    stream = iter(front({"stream": True}, lambda *_: None))
    assert next(stream) == b"first"
    assert ask(front) == b"ok"
    goes_on.set()
    assert next(stream) == b"last"


def test_what_breaks_is_raised_where_it_was_asked() -> None:
    front = Front(lambda environ, start: pytest.fail("broken"))
    with pytest.raises(BaseException, match="broken"):
        ask(front)


def test_a_slow_request_holds_up_nobody() -> None:
    goes_on, answers = threading.Event(), []

    def work(environ: dict[str, Any], start_response: Any) -> HttpResponse:
        return HttpResponse(b"slow" if goes_on.wait(5 if "slow" in environ else 0) else b"quick")

    front = Front(work)
    slow = threading.Thread(target=lambda: answers.append(b"".join(front({"slow": True}, lambda *_: None))))
    slow.start()
    assert [ask(front) for _ in range(3)] == [b"quick"] * 3
    goes_on.set()
    slow.join(5)
    assert answers == [b"slow"]


def test_who_waits_goes_to_the_thread_that_is_free_first() -> None:
    """Both threads work on slow requests; the first one is done with its own before the second."""
    first, second, begun = threading.Event(), threading.Event(), threading.Semaphore(0)
    ends = {"one": first, "two": second}

    def work(environ: dict[str, Any], start_response: Any) -> HttpResponse:
        if name := environ.get("slow"):
            begun.release()
            assert ends[name].wait(5)
        return HttpResponse(b"done")

    front = Front(work)

    def slow(name: str) -> threading.Thread:
        thread = threading.Thread(target=lambda: b"".join(front({"slow": name}, lambda *_: None)))
        thread.start()
        assert begun.acquire(timeout=5)
        return thread

    threads = [slow("one"), slow("two")]
    waiting = threading.Thread(target=lambda: (ask(front), first_answer.set()))
    first_answer = threading.Event()
    waiting.start()
    assert not first_answer.wait(0.1)
    first.set()
    assert first_answer.wait(5)
    second.set()
    for thread in [*threads, waiting]:
        thread.join(5)
