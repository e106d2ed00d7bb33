"""OptaPlanner's 37 terms as constraints, most of them called as they are there.

Hard ones are hard; medium ones have priority 1, soft ones priority 2, with the weights
of the workbook. Rewards are told as what is missed of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from timetabler.formats.importing.optaplanner.absences import Absences
from timetabler.formats.importing.optaplanner.book import (
    PLACES,
    STRENGTHS,
    Book,
    Talk,
    Weight,
)
from timetabler.formats.importing.optaplanner.configuration import NAMES
from timetabler.formats.importing.optaplanner.names import Names
from timetabler.formats.importing.optaplanner.places import PlaceTerms, Row
from timetabler.formats.importing.plain_yaml import Tree

Setting = dict[str, Tree]
THEME, SECTOR, AUDIENCE = "theme-track", "sector", "audience"
CONTENT, EXCLUSIVE, CROWD = "content", "mutex", "crowd"
_OFF = (
    "seats",
    "track-day",
    "theme-run",
    "track-run",
    "track-room",
    "track-parallel",
    "preferred",
    "unwanted",
    "room-idle",
    "session-track",
    "pinned",
)
_LEVELS: Mapping[str, Tree] = {"hard": "hard", "medium": 1, "soft": 2}
_BUILT_IN = {
    "room-clash": ("Room conflict",),
    "speaker-clash": ("Speaker conflict", "Consecutive talks pause"),
    "speaker-available": ("Speaker unavailable timeslot",),
    "room-open": ("Room unavailable timeslot",),
    "order": ("Talk prerequisite talks",),
}
_APART: Setting = {"listed": False, "count": "minutes", "times": "common"}
_PAIRS: Setting = {"count": "pairs", "each": "minutes", "times": "common"}
_BOTH: Setting = {"each": "minutes", "times": "common"}
_CROWD: Setting = {"talks": {"tag": CROWD}, "others": 1, "lone": True, "at": "start"}
_TERMS: Mapping[str, tuple[str, list[str], Setting]] = {
    "Talk mutually-exclusive-talks tags": (
        "not-parallel",
        [EXCLUSIVE],
        {"listed": False},
    ),
    "Crowd control": ("crowd", [], _CROWD),
    "Theme track conflict": ("not-parallel", [THEME], _APART),
    "Theme track room stability": ("track-room", [THEME], _PAIRS),
    "Sector conflict": ("not-parallel", [SECTOR], _APART),
    "Audience type theme track conflict": ("not-parallel", [THEME, AUDIENCE], _APART),
    "Content audience level flow violation": ("level-flow", [CONTENT], _BOTH),
    "Content conflict": ("not-parallel", [CONTENT], _APART),
    "Same day talks": ("same-day", [THEME, CONTENT], _PAIRS),
    "Popular talks": ("popular-rooms", [], {"anytime": True, "each": "minutes"}),
    "Audience type diversity": ("start-together", [AUDIENCE], _BOTH),
    "Audience level diversity": (
        "start-together",
        [],
        {"differ": "level", "each": "minutes"},
    ),
    "Language diversity": (
        "start-together",
        [],
        {"differ": "language", "each": "minutes"},
    ),
}
PROPERTIES: Mapping[str, Callable[[Talk], tuple[str, ...]]] = {
    THEME: lambda talk: talk.themes,
    SECTOR: lambda talk: talk.sectors,
    AUDIENCE: lambda talk: talk.audiences,
    CONTENT: lambda talk: talk.contents,
    EXCLUSIVE: lambda talk: talk.exclusive,
}


def tags_of(talk: Talk) -> list[str]:
    """What a talk is, as tags."""
    tags = [f"{key}:{value}" for key, its in PROPERTIES.items() for value in its(talk)]
    return [*tags, CROWD] if talk.crowd else tags


def constraints(book: Book, names: Names, lacking: Absences) -> dict[str, Tree]:
    """The constraints part of the problem file."""
    found: dict[str, Tree] = dict.fromkeys(_OFF, "off")
    for key, needed in _BUILT_IN.items():
        if book.weights.keys().isdisjoint(needed):
            found[key] = "off"
    writer = _Writer(book, names, lacking)
    listed: dict[str, list[Tree]] = {}
    for name in NAMES:
        if name in book.weights:
            for key, setting in writer.settings(name):
                level = _level(book.weights[name])
                listed.setdefault(key, []).append({"name": name, **level, **setting})
    single = {key: its[0] if len(its) == 1 else its for key, its in listed.items()}
    return {**found, **single}


def _level(weight: Weight) -> Setting:
    if weight.level == "hard":
        return {"level": "hard"}
    return {"level": _LEVELS[weight.level], "weight": weight.number}


@dataclass(frozen=True)
class _Writer:
    book: Book
    names: Names
    lacking: Absences

    def settings(self, name: str) -> Iterator[tuple[str, Setting]]:
        """Yield the constraint that a term is, if anything in the workbook needs it."""
        if name in _TERMS:
            yield from self._pairs(name)
            return
        rows = self._rows(name)
        if rows:
            yield "costs", {"rows": rows}

    def _pairs(self, name: str) -> Iterator[tuple[str, Setting]]:
        key, by, setting = _TERMS[name]
        talks = self.book.talks.values()
        used = [one for one in by if any(map(PROPERTIES[one], talks))]
        enough = bool(used) if name == "Same day talks" else len(used) == len(by)
        crowded = name != "Crowd control" or any(talk.crowd for talk in talks)
        if not (enough and crowded and self._differ(setting.get("differ", ""))):
            return
        more: Setting = {}
        if used:
            more["by"] = used if len(used) > 1 else used[0]
        if key == "level-flow":
            more["levels"] = [str(n) for n in sorted({talk.level for talk in talks})]
        yield key, {**more, **setting}

    def _differ(self, what: Tree) -> bool:
        """Whether talks differ in something that a term is about."""
        talks = self.book.talks.values()
        if what == "level":
            return len({talk.level for talk in talks}) > 1
        return what != "language" or len({talk.language for talk in talks}) > 1

    def _rows(self, name: str) -> list[Row]:
        places = PlaceTerms(self.book, self.names)
        match name:
            case "Published timeslot":
                return places.published_times()
            case "Published room":
                return places.published_rooms()
            case "Room unavailable timeslot":
                return places.closed(self.lacking.rooms)
            case "Speaker unavailable timeslot":
                return places.absent(self.lacking.speakers)
        for by, strength, place in product(("Talk", "Speaker"), STRENGTHS, PLACES):
            if name == f"{by} {strength} {place} tags":
                return places.tagged(by, strength, place)
        return []
