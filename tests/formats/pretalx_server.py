"""A small pretalx on the loopback, with what the real one does to slots and their ends.

A slot's end does not follow its start; a session's length sets the ends of its slots,
but only when it changes; an end is never taken for a session, and a start never blank.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "a-token-of-the-tests"
ROOT = "/api/events/democon"
PAGE = 2


class Refusal(Exception):
    def __init__(self, status: int, answer: object) -> None:
        super().__init__(status, answer)
        self.status = status
        self.answer = answer


class Democon:
    """What the server holds, and what it was asked."""

    def __init__(self) -> None:
        self.timezone = "Europe/Berlin"
        self.slug = "democon"
        self.version = "wip"
        self.published: str | None = None
        self.rooms = [
            {"id": 1, "name": {"en": "Red Room", "de": "Roter Saal"}},
            {"id": 2, "name": {"en": "Black Room"}},
        ]
        self.submissions: dict[str, dict[str, Any]] = {}
        self.slots: dict[int, dict[str, Any]] = {}
        self.asked: list[tuple[str, str, Any]] = []
        self.busy = 0
        self.stubborn = False
        self.meddle = False

    def session(self, code: str, minutes: int, *slots: tuple[int, str] | None) -> None:
        """Add a session with slots, each a room and a start, or None for neither."""
        self.submissions[code] = {
            "code": code,
            "title": f"Talk {code}",
            "state": "confirmed",
            "duration": minutes,
            "stored": None,
        }
        for slot in slots:
            id = len(self.slots) + 10
            start = datetime.fromisoformat(slot[1]) if slot else None
            self.slots[id] = {
                "id": id,
                "submission": code,
                "room": slot[0] if slot else None,
                "start": start,
                "end": start + timedelta(minutes=minutes) if start else None,
            }

    def answer(self, method: str, path: str, body: Any) -> Any:
        self.asked.append((method, urlsplit(path).path.removeprefix(ROOT), body))
        if self.busy:
            self.busy -= 1
            raise Refusal(429, {"detail": "Request was throttled."})
        parts = urlsplit(path)
        steps = parts.path.removeprefix(ROOT).strip("/").split("/")
        if method == "PATCH":
            return self.patch(steps, body)
        assert method == "GET"
        return self.get(steps, parts.query)

    def get(self, steps: list[str], query: str) -> Any:
        match steps:
            case [""]:
                return {"slug": self.slug, "timezone": self.timezone}
            case ["schedules", "wip"]:
                slots = [self.shown(slot) for slot in self.slots.values()]
                told = {"version": self.version, "published": self.published}
                return {"id": 3, **told, "slots": slots}
            case ["rooms"]:
                return self.page(self.rooms, query)
            case ["submissions"]:
                assert parse_qs(query)["state"] == ["accepted", "confirmed"]
                return self.page(list(self.submissions.values()), query)
            case ["slots", id]:
                return self.shown(self.slots[int(id)])
        raise Refusal(404, {"detail": "Not found."})

    def patch(self, steps: list[str], body: Any) -> Any:
        match steps:
            case ["slots", id]:
                return self.patch_slot(self.slots[int(id)], body)
            case ["submissions", code]:
                return self.patch_submission(code, body)
        raise Refusal(405, {"detail": "Method not allowed."})

    def page(self, items: list[Any], query: str) -> Any:
        number = int(parse_qs(query)["page"][0])
        rest = items[number * PAGE :]
        elsewhere = "http://198.51.100.7/steal/?page=2"
        return {
            "count": len(items),
            "next": elsewhere if rest else None,
            "results": items[(number - 1) * PAGE : number * PAGE],
        }

    def shown(self, slot: dict[str, Any]) -> dict[str, Any]:
        if self.meddle and self.asked[-1][1].startswith("/slots"):
            return {**self.times(slot), "room": 2}
        return self.times(slot)

    def times(self, slot: dict[str, Any]) -> dict[str, Any]:
        times = {key: slot[key] and slot[key].isoformat() for key in ("start", "end")}
        return {**slot, **times}

    def patch_slot(self, slot: dict[str, Any], body: Any) -> Any:
        if "end" in body:
            raise Refusal(400, {"end": ["End can only be edited without a submission"]})
        if "start" in body and body["start"] is None:
            raise Refusal(400, {"start": ["This field cannot be blank."]})
        if self.stubborn:
            raise Refusal(400, {"room": ["This room is not available then."]})
        start = datetime.fromisoformat(body["start"]) if "start" in body else None
        if start and slot["end"] and start >= slot["end"]:
            why = "The end time has to be after the start time."
            raise Refusal(400, {"end": [why]})
        slot["room"] = body.get("room", slot["room"])
        slot["start"] = start or slot["start"]
        return self.shown(slot)

    def patch_submission(self, code: str, body: Any) -> Any:
        submission, minutes = self.submissions[code], body["duration"]
        assert isinstance(minutes, int)
        if submission["stored"] != minutes:
            submission["stored"] = submission["duration"] = minutes
            for slot in self.slots.values():
                if slot["submission"] == code and slot["start"]:
                    slot["end"] = slot["start"] + timedelta(minutes=minutes)
        return submission


@contextmanager
def served(democon: Democon) -> Iterator[str]:
    """Serve it on the loopback; yields the address of its event."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.reply(None)

        def do_PATCH(self) -> None:
            self.reply(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))

        def reply(self, body: Any) -> None:
            try:
                if self.headers["Authorization"] != f"Token {TOKEN}":
                    raise Refusal(401, {"detail": "Invalid token."})
                status, answer = 200, democon.answer(self.command, self.path, body)
            except Refusal as refusal:
                status, answer = refusal.status, refusal.answer
            content = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            if status == 429:
                self.send_header("Retry-After", "0")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/democon"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
