"""Import from a small pretalx on the loopback, page by page, open or closed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from typer.testing import CliRunner, Result

from importing.samples import placed
from importing.test_other_formats import PARTS, SPEAKERS, SUBMISSIONS
from timetabler.cli.main import app
from timetabler.formats import bounded, pretalx_api
from timetabler.workflows.load import load_problem, load_timetable

TOKEN = "a-token-of-the-tests"
SUBMISSION = SUBMISSIONS[0]
MORE = [
    {**SUBMISSION, "code": f"CCCCC{n}", "title": f"Talk {n}", "slot_count": 1}
    for n in range(4)
]
SILENT = {"code": "SP9", "name": "Who was not taken"}


@dataclass
class Server:
    """What it answers by path, what it refuses, and what it was asked."""

    lists: dict[str, Any] = field(
        default_factory=lambda: {
            "submissions": [SUBMISSION, *MORE],
            "speakers": [*SPEAKERS, SILENT],
            "rooms": PARTS["rooms"],
            "tracks": PARTS["tracks"],
            "submission-types": [
                {"id": 1, "name": {"en": "Talk"}, "default_duration": 30}
            ],
            "slots": [],
        }
    )
    closed: set[str] = field(default_factory=set)
    instead: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    endless: bool = False
    asked: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, path: str, token: str) -> tuple[int, bytes]:
        parts = urlsplit(path)
        name = parts.path.removeprefix("/api/events/tiny").strip("/")
        self.asked.append((name, token))
        if name in self.instead:
            return self.instead[name]
        if name in self.closed:
            return 404, b'{"detail": "Not found."}'
        return 200, json.dumps(self.told(name, parse_qs(parts.query))).encode()

    def told(self, name: str, query: dict[str, list[str]]) -> Any:
        if name in {"", "schedules/wip"}:
            slots = {"id": 3, "version": "wip", "slots": PARTS["slots"]}
            return slots if name else PARTS["event"]
        page, things = int(query["page"][0]), self.lists[name]
        more = self.endless or len(things) > 2 * page
        return {
            "count": len(things),
            "next": "http://198.51.100.7/steal/?page=2" if more else None,
            "results": things[2 * page - 2 : 2 * page],
        }


@contextmanager
def served(server: Server) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            token = self.headers.get("Authorization", "")
            status, content = server.answer(self.path, token)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://198.51.100.7/steal/")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}"
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


def run(
    server: Server, folder: Path, path: str = "/tiny", token: str = TOKEN
) -> Result:
    with served(server) as host:
        words = ["import", "pretalx", f"{host}{path}", "-o", str(folder / "p.yaml")]
        words += ["--timetable", str(folder / "t.yaml")]
        return CliRunner().invoke(app, words, env={"PRETALX_TOKEN": token})


@pytest.mark.parametrize("path", ["/tiny", "/tiny/", "/api/events/tiny/"])
def test_all_pages_become_a_problem(path: str, tmp_path: Path) -> None:
    server = Server()
    result = run(server, tmp_path, path)
    assert result.exit_code == 0, result.output
    assert TOKEN not in result.output
    assert {token for _, token in server.asked} == {f"Token {TOKEN}"}
    assert [name for name, _ in server.asked].count("submissions") == 3
    problem = load_problem(tmp_path / "p.yaml").problem
    timetable = load_timetable(tmp_path / "t.yaml", problem)
    assert problem.title == "Tiny Days"
    assert [*problem.talks] == ["AAAAAA", "AAAAAA-2", *(m["code"] for m in MORE)]
    assert {talk.kind for talk in problem.talks.values()} == {"Talk"}
    assert placed(problem, timetable) == {"AAAAAA": ("friday 09:30", "Rot")}
    spans = [problem.span(w) for w in problem.speakers["di"].available or ()]
    assert spans == ["friday 09:00-12:00"]
    assert [*problem.speakers] == ["di"]
    assert "1 people give none of the talks: left out" in result.output


def test_what_is_public_is_read_without_a_token(tmp_path: Path) -> None:
    server = Server(closed={"schedules/wip", "submission-types"})
    server.lists["slots"] = PARTS["slots"]
    result = run(server, tmp_path, token="")
    assert result.exit_code == 0, result.output
    assert {token for _, token in server.asked} == {""}
    assert "those of the released one" in result.output
    assert "the submission-types are not open to this token" in result.output
    problem = load_problem(tmp_path / "p.yaml").problem
    timetable = load_timetable(tmp_path / "t.yaml", problem)
    assert placed(problem, timetable) == {"AAAAAA": ("friday 09:30", "Rot")}


@pytest.mark.parametrize(
    ("server", "said"),
    [
        (Server(closed={""}), "PRETALX_TOKEN"),
        (Server(closed={"submissions"}), "PRETALX_TOKEN"),
        (Server(instead={"rooms": (500, b"<h1>Oh\x1b[31m</h1>")}), "500 <h1>Oh[31m"),
        (Server(instead={"rooms": (200, b"<html>")}), "not answer in JSON"),
        (Server(instead={"rooms": (200, b"[" * 100_000)}), "not answer in JSON"),
        (Server(instead={"rooms": (200, b'{"results": 7}')}), "not answer with a list"),
        (Server(instead={"rooms": (302, b"")}), "sends elsewhere"),
        (Server(instead={"tracks": (200, b" " * 300_000)}), "more than 100,000 bytes"),
        (Server(endless=True), "more than 5 pages"),
    ],
)
def test_bad_answers_are_told(
    server: Server, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MOST_BYTES", 100_000)
    monkeypatch.setattr(pretalx_api, "_MOST_PAGES", 5)
    result = run(server, tmp_path)
    assert result.exit_code == 1, result.output
    assert said in result.output
    assert "Traceback" not in result.output
    assert TOKEN not in result.output
    assert not list(tmp_path.iterdir())


def test_an_answer_that_never_ends_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MOST_SECONDS", -1.0)
    result = run(Server(), tmp_path)
    assert result.exit_code == 1
    assert "takes more than" in result.output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["pretalx", "http://pretalx.example.org/tiny"], 1),
        (["pretalx", "https://user:word@pretalx.example.org/tiny"], 1),
        (["pretalx", "https://[pretalx/tiny"], 1),
        (["pretalx", "https://pretalx.example.org/"], 1),
        (["pretalx", "http://127.0.0.1:1/tiny"], 1),
        (["pretalx", "https://pretalx.example.org/tiny", "rooms.json"], 2),
        (["ics", "https://pretalx.example.org/tiny"], 2),
    ],
)
def test_bad_addresses(arguments: list[str], code: int) -> None:
    result = CliRunner().invoke(app, ["import", *arguments])
    assert result.exit_code == code, result.output
    assert "Traceback" not in result.output
