"""The changes file: what has happened to a conference since its timetable was made."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from timetabler.problem.fields import Id, Ids, Text, Windows
from timetabler.problem.file import Entry
from timetabler.problem.mistakes import Located, Mistake
from timetabler.problem.yamlreader import Document

SECTIONS = (
    "conference",
    "rooms",
    "tracks",
    "themes",
    "sessions",
    "speakers",
    "talks",
    "constraints",
)
"""The parts of a problem file that a changes file may change."""
QUALITY = "quality"
"""What stands for the problem file's own priorities in ``keep``."""

Always = Annotated[Windows, BeforeValidator(lambda v: [] if v is None else v)]
Patch = Annotated[dict[str, Any], Field(default_factory=dict)]


def _as_level(value: object) -> object:
    return {"level": value} if isinstance(value, int) else value


class KeepEntry(Entry):
    """How much one of the wishes to keep what is published counts."""

    level: Annotated[int, Field(strict=True, ge=1, le=99)]
    """Its priority: 1 is settled before 2, and so on."""
    weight: Annotated[int, Field(strict=True, ge=1, le=1_000_000)] = 1
    """What one unit costs, against others of the same priority."""


Keep = Annotated[
    KeepEntry, BeforeValidator(_as_level, json_schema_input_type=int | KeepEntry)
]


class ChangesFile(Entry):
    """What has changed. All sections of a problem file may be given in part.

    They are laid over the problem file: maps are merged, everything else is replaced,
    and a key without a value takes what is said there away.
    """

    format: Literal[1] = 1
    """Version of this file format."""
    reason: Text = ""
    """Why, for the journal and for the messages."""
    cancel: Ids = Field(default_factory=list)
    """Talks that are cancelled."""
    reinstate: Ids = Field(default_factory=list)
    """Talks that were cancelled, and take place after all."""
    unavailable: dict[Id, Always] = Field(default_factory=dict)
    """When speakers can not be there; without a window: at all."""
    close: dict[Id, Always] = Field(default_factory=dict)
    """When rooms can not be used; without a window: at all."""
    keep: dict[str, Keep] = Field(default_factory=dict)
    """Priorities of keep-day, keep-start, ... and of the problem's own (quality)."""
    conference: Patch
    """Changes of the event as a whole."""
    rooms: Patch
    """Changed and new rooms."""
    tracks: Patch
    """Changed and new tracks."""
    themes: Patch
    """Changed and new themes."""
    sessions: Patch
    """Changed and new sessions."""
    speakers: Patch
    """Changed and new speakers."""
    talks: Patch
    """Changed and new talks."""
    constraints: Patch
    """Changed constraints."""


class Layered(Document):
    """A document laid over another; each mistake is told where its cause stands."""

    def __init__(self, under: Document, over: Document) -> None:
        super().__init__(under.file, overlaid(under.data, over.data))
        self.mistakes = [*under.mistakes, *over.mistakes]
        self.layers = (over, under)

    def locate(self, mistake: Mistake) -> Located:
        """Find the place in the file that says most about the path."""
        document = max(self.layers, key=lambda layer: _depth(layer, mistake))
        return document.locate(mistake)


def _depth(document: Document, mistake: Mistake) -> int:
    """How much of a mistake's path a document holds."""
    if isinstance(document, Layered):
        return max(_depth(layer, mistake) for layer in document.layers)
    path = mistake.path
    while path and path not in document.values:
        path = path[:-1]
    return len(path)


def overlaid(under: Any, over: Any) -> Any:  # noqa: ANN401
    """Lay one document over another: the sections of a problem file, merged."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return under
    patch = {key: over[key] for key in SECTIONS if over.get(key) is not None}
    return _merged(under, patch)


def _merged(under: Any, over: Any) -> Any:  # noqa: ANN401
    if not (isinstance(under, Mapping) and isinstance(over, Mapping)):
        return over
    found = dict(under)
    for key, value in over.items():
        found[key] = _merged(under[key], value) if key in under else value
    return found


def added_up(changes: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Add up changes files (as data), the earliest first, to one that says it all."""
    total: dict[str, Any] = {"format": 1}
    for data in changes:
        back = _listed(data.get("reinstate"))
        cancel = [*_listed(total.get("cancel")), *_listed(data.get("cancel"))]
        total = _merged(total, {k: data[k] for k in SECTIONS if data.get(k)})
        total["cancel"] = [t for t in dict.fromkeys(cancel) if t not in back]
        for key in ("unavailable", "close"):
            total[key] = _joined(total.get(key) or {}, data.get(key) or {})
        total["keep"] = {**(total.get("keep") or {}), **(data.get("keep") or {})}
    return {key: value for key, value in total.items() if value}


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Join windows by owner; an owner without any stays without."""
    found = dict(one)
    for key, value in other.items():
        both = (found.get(key, ["some"]), value)
        whole = any(not _listed(windows) for windows in both)
        found[key] = [] if whole else [*_listed(one.get(key)), *_listed(value)]
    return found


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
