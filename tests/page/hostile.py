"""A conference in which every text would run a script, if a page let it."""

from itertools import count
from typing import Any

from pydantic import BaseModel

from chance import built
from timetabler.problem.file import (
    BreakEntry,
    ConferenceEntry,
    DayEntry,
    RoomEntry,
    SessionEntry,
    SpeakerEntry,
    TalkEntry,
    ThemeEntry,
    TrackEntry,
)
from timetabler.problem.problem import Problem

ENTRIES: tuple[type[BaseModel], ...] = (
    *(ConferenceEntry, DayEntry, BreakEntry, RoomEntry, TrackEntry, ThemeEntry),
    *(SessionEntry, SpeakerEntry, TalkEntry),
)
SCRIPT, PICTURE = "<script>boom(", "<img src=x onerror=boom("
NO_TEXTS = {"timezone", "colour"}
"""Texts that are refused unless they are what they have to be."""


def texts_of(entry: type[BaseModel]) -> set[str]:
    """The fields of an entry that hold any text at all, or lists of such."""
    found = set()
    for name, field in entry.model_fields.items():
        words = str(field.annotation) in ("list[Annotated[str, FieldInfo]]",)
        plain = field.annotation is str and any(
            getattr(part, "max_length", 0) == 10_000 for part in field.metadata
        )
        listed = "max_length=10000" in str(field.annotation).replace(" ", "")
        if (plain or words or listed) and name not in NO_TEXTS:
            found.add(name)
    return found


class Hostile:
    """Makes texts that no two places share."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def text(self) -> str:
        """A text that ends whatever it may be inside of, and runs two scripts."""
        n = next(self._numbers)
        ends = "\"'></style></script></title></svg>--> ]]> {{ 7 * 7 }} ${boom()}"
        return f"T{n} {SCRIPT}{n})</script> {ends} {PICTURE}{n})> javascript:boom({n})"

    def id(self, kind: str) -> str:
        """An id of the same kind: ids hold no blanks."""
        return (
            f"{kind}<script>boom({next(self._numbers)})</script>'\"><svg/onload=boom()>"
        )

    def filled(self, entry: type[BaseModel], **values: Any) -> dict[str, Any]:
        """An entry with such a text in every field that holds any."""
        found: dict[str, Any] = {}
        for name in sorted(texts_of(entry)):
            many = "list" in str(entry.model_fields[name].annotation)
            found[name] = [self.text()] if many else self.text()
        return {**found, **values}


def data() -> dict[str, Any]:
    """A problem file of hostile texts; two of its talks have addresses for links."""
    evil = Hostile()
    fri, sat = evil.id("fri"), evil.id("sat")
    big, small = evil.id("big"), evil.id("small")
    red, one, ann, bob = (evil.id(kind) for kind in ("red", "one", "ann", "bob"))
    a, b, c = evil.id("a"), evil.id("b"), evil.id("c")
    room = {"seats": 5, "equipment": [evil.text()], "building": evil.text()}
    needs = {"equipment": room["equipment"], "minutes": 30}
    link = 'https://example.org/"><script>boom(0)</script>'
    return {
        "conference": evil.filled(
            ConferenceEntry,
            timezone="Europe/Brussels",
            days={
                fri: evil.filled(DayEntry, date="2026-05-01", hours="10:00-12:00"),
                sat: evil.filled(DayEntry, date="2026-05-02", hours="10:00-12:00"),
            },
            breaks={evil.id("tea"): evil.filled(BreakEntry, when=f"{fri} 11:00-11:10")},
            url=link,
        ),
        "rooms": {
            big: evil.filled(RoomEntry, **room),
            small: evil.filled(RoomEntry, **room),
        },
        "tracks": {red: evil.filled(TrackEntry, chairs=[ann])},
        "themes": {one: evil.filled(ThemeEntry)},
        "sessions": {
            evil.id("s"): evil.filled(SessionEntry, when=f"{fri} 10:00-12:00")
        },
        "speakers": {ann: evil.filled(SpeakerEntry), bob: evil.filled(SpeakerEntry)},
        "talks": {
            a: evil.filled(
                TalkEntry, track=red, theme=one, speakers=[ann], audience=9, **needs
            ),
            b: evil.filled(
                TalkEntry, track=red, speakers=[ann, bob], url=link, **needs
            ),
            c: evil.filled(
                TalkEntry,
                speakers=[bob],
                optional=3,
                url="javascript:boom(0)",
                rooms=[small],
                **needs,
            ),
        },
    }


def problem() -> Problem:
    """The problem of these texts."""
    return built(data())
