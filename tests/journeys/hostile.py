"""A house in which every name, text, label, tag, file and import row is a payload, and a browser that notices."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, Playwright
from tests.journeys.house import ROOT, House
from tests.journeys.people import PASSWORD, Person, colleague

CORPUS = ROOT / "tests" / "suites" / "xss.txt"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f00038601805a34"
    "7d6b0000000049454e44ae426082"
)
# Told by the page itself: what ran, and what its policy kept from running.
NOTICE = """() => {
  window.struck = [];
  for (const name of ["alert", "confirm", "prompt", "open"]) window[name] = () => window.struck.push(name);
  addEventListener("securitypolicyviolation", (event) =>
    window.struck.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`));
}"""


def payloads() -> list[str]:
    """The corpus."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def own(house: House, playwright: Playwright, name: str = "管理员") -> Person:
    """The person who has set up a house whose company is a payload."""
    http = playwright.request.new_context(base_url=house.url)
    person = Person("admin", name, "zh-CN", http)
    http.get("/_allauth/browser/v1/config")
    token = house.setup_link().rsplit("token=", 1)[1]
    body = {"token": token, "company": '"><img src=x onerror=alert(1)>', "name": name, "username": person.username,
            "password": PASSWORD, "locale": person.locale}  # fmt: skip
    person.call("POST", "/setup", body)
    return person


def join(house: House, playwright: Playwright, admin: Person, name: str) -> Person:
    """A colleague of this name."""
    return colleague(admin, house, playwright, "hostile", name, ["director"], "zh-CN")


def send(person: Person, path: str, name: str, content: bytes, **more: str) -> Any:
    """Send a file; the answer as JSON."""
    token = next(
        one["value"] for one in person.http.storage_state()["cookies"] if one["name"].endswith("csrf")
    )
    file = {"name": name, "mimeType": "text/html", "buffer": content}
    answer = person.http.post(
        f"/api/v1{path}", multipart={**more, "file": file}, headers={"X-CSRFToken": token}
    )
    assert answer.ok, f"{name}: {answer.status} {answer.text()[:300]}"
    return answer.json()


def fill(person: Person) -> dict[str, str]:
    """Payloads everywhere; the records to look at."""
    lines = payloads()
    accounts = person.create("accounts", *({"name": line, "description": line} for line in lines))
    contacts = person.create("contacts", *(
        {"name": line, "title": line, "department": line, "description": line, "account": account, "gender": None,
         "addresses": [{"street": line, "city": line[:60]}], "socials": [{"kind": "wechat", "value": line}]}
        for line, account in zip(lines, accounts, strict=True)
    ))  # fmt: skip
    talked, said, kept = contacts[0], contacts[1], contacts[2]
    person.create("activities", *(
        {"kind": "task" if number % 5 == 0 else "call", "subject": line, "content": line, "key_points": line,
         "decisions": line, "location": line, "contact": talked} for number, line in enumerate(lines)
    ))  # fmt: skip
    person.create("comments", *({"parent": f"contacts/{said}", "text": line} for line in lines))
    files = [send(person, "/files", f"{line}.png", PNG)["id"] for line in lines]
    person.create("documents", *(
        {"parent": f"contacts/{kept}", "versions": [token], "name": line} for token, line in zip(files, lines, strict=True)
    ))  # fmt: skip
    for line in lines:
        # Where there is room for so many letters; a refusal is fine, a fault of the server is not.
        for path, body in (("/tags", {"label": line[:60]}), ("/departments", {"name": line[:60]}),
                           ("/views", {"module": "contacts", "name": line[:80]})):  # fmt: skip
            assert person.ask("POST", path, body).status < 500, (path, line)
    for line in lines[:30]:
        assert person.ask("POST", "/people/invite", {"name": line, "roles": ["sales"]}).status < 500, line
    return {
        "talked": talked,
        "said": said,
        "kept": kept,
        "account": accounts[3],
        "import": _import(person, lines),
    }


def _import(person: Person, lines: list[str]) -> str:
    """An import whose headers, cells and file name are payloads; it has been checked."""
    quoted = ['"' + line.replace('"', '""') + '"' for line in lines]
    rows = [f"{line},{line},not-a-phone {line[1:-1].replace(chr(34), '')[:20]!r},{line}" for line in quoted]
    text = "\n".join([f"姓名,公司,手机,{quoted[0]}", *(row.replace("'", "") for row in rows)])
    made = send(person, "/imports", f"{lines[0]}.csv", text.encode(), module="contacts")
    person.ask("POST", f"/imports/{made['id']}/check")
    return str(made["id"])


def struck(page: Page) -> list[str]:
    """What has run in the page, or was kept from it."""
    return [str(item) for item in page.evaluate("() => window.struck ?? ['the page was left']")]


def scroll(page: Page, times: int = 12) -> None:
    """Look at all that the page has, a screen at a time."""
    page.evaluate(
        """async (times) => {
            for (let turn = 0, still = 0; turn < times && still < 2; turn += 1) {
                let moved = false;
                for (const one of document.querySelectorAll("*")) {
                    const before = one.scrollTop;
                    if (one.scrollHeight > one.clientHeight + 40) one.scrollTop += one.clientHeight;
                    moved ||= one.scrollTop !== before;
                }
                still = moved ? 0 : still + 1;
                await new Promise((done) => setTimeout(done, 120));
            }
        }""",
        times,
    )


def hostile_files() -> dict[str, bytes]:
    """Files that would run if anybody let them, by name."""
    script = b"<script>alert(1)</script>"
    return {
        "a.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + script + b"</svg>",
        "a.html": b"<!doctype html><body onload=alert(1)>" + script,
        "a.xhtml": b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">' + script + b"</html>",
        "a.xml": b'<?xml version="1.0"?><?xml-stylesheet href="javascript:alert(1)"?><x/>',
        "a.js": b"alert(1)",
        "a.css": b"*{background:url(/xss)}",
        "gif.js": b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)//",
        "polyglot.gif": b"GIF89a\x01\0\x01\0=alert(1);" + script,
        "polyglot.pdf": b"%PDF-1.4\n<html><body onload=alert(1)>" + script,
        "polyglot.png": PNG + script,
        "polyglot.jpg": b"\xff\xd8\xff\xe0" + script * 20,
        "a.mhtml": b"MIME-Version: 1.0\nContent-Type: text/html\n\n" + script,
        "a.swf": b"FWS\x0a" + script,
        "\u202egnp.exe": b"MZ" + script,
        "../../a.html": script,
        "a.html\0.png": script,
        "a\r\nContent-Type: text/html\r\n\r\n.png": script,
        "x" * 400 + ".html": script,
        "CON.html": script,
        ".htaccess": script,
    }


def home_of(house: House) -> Path:
    """Where the house keeps its files."""
    return house.home / "files"
