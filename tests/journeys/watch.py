"""What goes wrong in the browser while a person works."""

import re

from playwright.sync_api import ConsoleMessage, Page, Request, Response

REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (\d+)")
# Leaving a page ends its requests; that is not a fault of the server.
ENDED = ("net::ERR_ABORTED",)
# The live stream is a comfort: without it the bell asks every half minute.
COMFORT = "/api/v1/events"


class Watch:
    """Collects console errors, page errors, policy violations and failed requests of its pages."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.lines: list[str] = []
        self.calls: list[Request] = []
        self._expected: set[int] = set()

    def over(self, page: Page) -> None:
        """Watch this page from now on."""
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def expect(self, *statuses: int) -> None:
        """Refusals with these statuses belong to the journey."""
        self._expected.update(statuses)

    def check(self) -> None:
        """Raises AssertionError when anything went wrong."""
        assert not self.faults, "while this journey ran:\n  " + "\n  ".join(self.faults)

    def _request(self, request: Request) -> None:
        self.calls.append(request)

    def _console(self, message: ConsoleMessage) -> None:
        self.lines.append(f"{message.type}: {message.text}")
        # A refused request is judged by its response, which knows the address.
        if message.type == "error" and not REFUSED.match(message.text):
            self.faults.append(f"console: {message.text}")

    def _failed(self, request: Request) -> None:
        why = request.failure or ""
        if not any(mark in why for mark in ENDED) and not request.url.endswith(COMFORT):
            self.faults.append(f"request failed: {request.method} {request.url} {why}")

    def _response(self, response: Response) -> None:
        line = f"{response.status} {response.request.method} {response.url}"
        self.lines.append(line)
        if response.status == 404 and response.url.endswith(COMFORT):
            return
        if response.status >= 400 and response.status not in self._expected:
            self.faults.append(f"refused: {line}")
