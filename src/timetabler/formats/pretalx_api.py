"""pretalx by its documented API: what is needed to read and move sessions, no more."""

import re
import time
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import quote, urlsplit

import httpx
from pydantic import AwareDatetime, BaseModel, TypeAdapter, ValidationError

from timetabler.formats.bounded import Answer, BoundedError, ask

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_SECONDS = 30.0
_PAGE = 50
_MOST_PAGES = 200
_TRIES = 5
_LONGEST_WAIT = 60
_TOO_MANY = 429
_API = "/api/events"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
Model = TypeVar("Model", bound=BaseModel)
_Text = str | dict[str, str] | None


class PretalxError(Exception):
    """pretalx can not be reached, or does not do what it was asked for.

    Attributes:
        status: The HTTP status that it answered with; 0 if that is not the matter.
    """

    def __init__(self, why: str, status: int = 0) -> None:
        self.status = status
        super().__init__(why)


class Slot(BaseModel):
    """A slot of the schedule that is being worked on."""

    id: int
    submission: str | None
    room: int | None
    start: AwareDatetime | None
    end: AwareDatetime | None = None


class Schedule(BaseModel):
    """A schedule with its slots."""

    version: str | None
    published: AwareDatetime | None = None
    slots: list[Slot]


class Submission(BaseModel):
    """A session; its duration is in minutes."""

    code: str
    title: str
    state: str
    duration: int


class Room(BaseModel):
    """A room; its name is a text, or texts by language."""

    id: int
    name: _Text

    @property
    def names(self) -> set[str]:
        """What the room is called, in all languages."""
        if isinstance(self.name, dict):
            return set(self.name.values())
        return {self.name} if self.name else set()


class Event(BaseModel):
    """The event as a whole."""

    slug: str
    timezone: str


class Pretalx:
    """One event of one pretalx, with a token that is never shown.

    Without a token, pretalx tells what is public.
    """

    def __init__(self, address: str, token: str) -> None:
        """Open a connection to an event, ``https://pretalx.example.org/democon``.

        The address of its API, ``https://pretalx.example.org/api/events/democon/``, is
        as good.

        Raises:
            PretalxError: If this is no address that a token may be sent to.
        """
        base, self.slug = _divided(address)
        self._root = f"{base}/api/events/{quote(self.slug)}"
        known = {"Authorization": f"Token {token}"} if token else {}
        self._client = httpx.Client(
            headers={"Accept": "application/json", **known},
            timeout=_SECONDS,
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def whole(self, path: str, parameters: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Read what is at a path of the event, as it is."""
        return self._get(path, parameters)

    def listed(self, path: str, parameters: Mapping[str, Any]) -> Iterator[Any]:
        """Read a list at a path of the event, page by page, its entries as they are."""
        return self._pages(path, parameters)

    def event(self) -> Event:
        """Read the event."""
        return _read(Event, self._get("/"))

    def working_schedule(self) -> tuple[Schedule, Any]:
        """Read the schedule that is being worked on, and all that was said of it."""
        raw = self._get("/schedules/wip/", {"expand": "slots"})
        return _read(Schedule, raw), raw

    def slot(self, id: int) -> Slot:
        """Read one slot."""
        return _read(Slot, self._get(f"/slots/{id}/"))

    def rooms(self) -> list[Room]:
        """Read all rooms."""
        return [_read(Room, room) for room in self._pages("/rooms/", {})]

    def submissions(self) -> dict[str, Submission]:
        """Read all sessions that are to take place, by code."""
        wanted = {"state": ["accepted", "confirmed"]}
        found = (_read(Submission, s) for s in self._pages("/submissions/", wanted))
        return {submission.code: submission for submission in found}

    def set_duration(self, code: str, minutes: int) -> None:
        """Set how long a session takes; the ends of its slots follow."""
        self._ask("PATCH", f"/submissions/{quote(code)}/", json={"duration": minutes})

    def set_place(self, slot: int, room: int | None, start: str | None) -> None:
        """Set where a slot is and, if it is given, when it starts (ISO 8601)."""
        place: dict[str, Any] = {"room": room}
        if start is not None:
            place["start"] = start
        self._ask("PATCH", f"/slots/{slot}/", json=place)

    def _get(self, path: str, parameters: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        return self._ask("GET", path, parameters=parameters)

    def _pages(self, path: str, parameters: Mapping[str, Any]) -> Iterator[Any]:
        for page in range(1, _MOST_PAGES + 1):
            paged = {**parameters, "page": page, "page_size": _PAGE}
            answer = self._get(path, paged)
            results = answer.get("results") if isinstance(answer, dict) else None
            if not isinstance(results, list):
                raise PretalxError(f"{path}: pretalx does not answer with a list")
            yield from results
            # The address of the next page may be that of another host: it is not used.
            if not answer.get("next"):
                return
        raise PretalxError(f"{path}: there are more than {_MOST_PAGES} pages")

    def _ask(
        self,
        method: str,
        path: str,
        *,
        parameters: Mapping[str, Any] | None = None,
        json: Any = None,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        for _ in range(_TRIES):
            try:
                answer = ask(self._client, method, self._root + path, parameters, json)
            except BoundedError as error:
                raise PretalxError(f"{method} {path}: {error}") from None
            if answer.status != _TOO_MANY:
                return _content(answer, f"{method} {path}")
            time.sleep(_wait(answer.headers.get("Retry-After", "")))
        raise PretalxError(f"{method} {path}: pretalx is too busy; try again later")


def _divided(address: str) -> tuple[str, str]:
    wrong = PretalxError(f"{address!r} is no address of an event of pretalx")
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise wrong from None
    base, _, slug = address.rstrip("/").rpartition("/")
    if parts.query or parts.fragment or parts.username or not _NAME.fullmatch(slug):
        raise wrong
    safe = parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)
    if not safe or not urlsplit(base).hostname:
        raise PretalxError(f"{address!r}: the token is sent by https only")
    return base.removesuffix(_API), slug


def _wait(text: str) -> int:
    return min(int(text), _LONGEST_WAIT) if text.isdecimal() else 1


def _content(answer: Answer, what: str) -> Any:  # noqa: ANN401
    if answer.moved:
        # The token is for this host and this address alone.
        why = f"{what}: pretalx sends elsewhere, to {answer.moved[:300]!r}; ask there"
        raise PretalxError(why, answer.status)
    if not answer.good:
        why = f"{what}: {answer.status} {answer.said()}".rstrip()
        raise PretalxError(why, answer.status)
    try:
        return answer.json()
    except BoundedError:
        raise PretalxError(f"{what}: pretalx does not answer in JSON") from None


def _read(model: type[Model], raw: object) -> Model:
    try:
        return TypeAdapter(model).validate_python(raw)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise PretalxError(f"pretalx: {where}: {first['msg']}") from None
