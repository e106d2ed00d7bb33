"""Selectors: name talks, tracks, speakers or rooms by what they are.

Wherever a setting takes a list of talks (or of tracks, speakers, rooms), it takes ids,
or maps of what is wanted of them: ``talks: {track: cloud, level: advanced}``. All keys
of a map must hold, one value of each; of several maps or ids, any.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from timetabler.constraints.facts import (
    ROOMS,
    SPEAKERS,
    TALKS,
    TRACKS,
    Facts,
    Thing,
)
from timetabler.problem.fields import Ids, Words
from timetabler.problem.mistakes import Mistake, Path, unknown
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Timetable

Seats = Annotated[int, Field(strict=True, ge=0, le=1_000_000)]


class Filter(BaseModel):
    """What is wanted; every key that is given must hold."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        coerce_numbers_to_str=True,
    )

    ids: Ids | None = None
    """Ids; one of these."""


class TalkFilter(Filter):
    """Talks, by what they are."""

    track: Ids | None = None
    """Their track is one of these."""
    theme: Ids | None = None
    """Their theme is one of these."""
    speaker: Ids | None = None
    """One of these gives them."""
    tag: Words | None = None
    """They have one of these tags."""
    speaker_tag: Words | None = None
    """One of their speakers has one of these tags."""
    level: Words | None = None
    """Their level is one of these."""
    language: Words | None = None
    """Their language is one of these."""
    kind: Words | None = None
    """Their kind is one of these."""
    minutes: Words | None = None
    """They take one of these numbers of minutes."""


class TrackFilter(Filter):
    """Tracks, by what they are."""

    chair: Ids | None = None
    """One of these chairs them."""


class SpeakerFilter(Filter):
    """Speakers, by what they are."""

    track: Ids | None = None
    """They give a talk of one of these tracks."""
    tag: Words | None = None
    """They have one of these tags."""


class RoomFilter(Filter):
    """Rooms, by what they are."""

    building: Words | None = None
    """They are in one of these buildings."""
    equipment: Words | None = None
    """They have one of these things."""
    seats_from: Seats | None = None
    """They have at least so many seats."""
    seats_to: Seats | None = None
    """They have at most so many seats."""


def _as_filters(value: object) -> object:
    """Write ids and single maps as the list of maps that they stand for."""
    if value is None:
        return None
    items = value if isinstance(value, list) else [value]
    return [{"ids": [i]} if isinstance(i, str | int) else i for i in items]


_WRITTEN = BeforeValidator(
    _as_filters, json_schema_input_type=str | dict[str, Any] | list[Any]
)
Talks = Annotated[list[TalkFilter] | None, _WRITTEN]
Tracks = Annotated[list[TrackFilter] | None, _WRITTEN]
Speakers = Annotated[list[SpeakerFilter] | None, _WRITTEN]
Rooms = Annotated[list[RoomFilter] | None, _WRITTEN]


def talks_in(problem: Problem, talks: list[TalkFilter] | None) -> list[str]:
    """The talks chosen, in the order of the file; all if nothing is said."""
    return _chosen(problem, talks, problem.talks, TALKS)


def tracks_in(problem: Problem, tracks: list[TrackFilter] | None) -> list[str]:
    """The tracks chosen, in the order of the file; all if nothing is said."""
    return _chosen(problem, tracks, problem.tracks, TRACKS)


def speakers_in(problem: Problem, speakers: list[SpeakerFilter] | None) -> list[str]:
    """The speakers chosen, in the order of the file; all if nothing is said."""
    return _chosen(problem, speakers, problem.speakers, SPEAKERS)


def rooms_in(problem: Problem, rooms: list[RoomFilter] | None) -> list[str]:
    """The rooms chosen, in the order of the file; all if nothing is said."""
    if rooms is None:
        return list(problem.rooms)
    chosen: set[str] = set()
    for wanted in rooms:
        found = _chosen(problem, [wanted], problem.rooms, ROOMS)
        chosen.update(r for r in found if _seated(wanted, problem.rooms[r].seats))
    return [room for room in problem.rooms if room in chosen]


def _chosen(
    problem: Problem,
    filters: Iterable[Filter] | None,
    things: Mapping[str, Thing],
    facts: Facts[Thing],
) -> list[str]:
    if filters is None:
        return list(things)
    # Tables name talks by the thousand: ids need no look at the things themselves.
    chosen: set[str] = set()
    for wanted in map(_wanted, filters):
        ids = wanted.pop("ids", things.keys())
        if not wanted:
            chosen.update(ids)
            continue
        for id in ids:
            if id in things and _holds(problem, wanted, things[id], facts):
                chosen.add(id)
    return [id for id in things if id in chosen]


def _wanted(filter: Filter) -> dict[str, Iterable[str]]:
    """What must hold, by key; seats are no words."""
    given = {key: getattr(filter, key) for key in type(filter).model_fields}
    return {k: names for k, names in given.items() if isinstance(names, list)}


def _holds(
    problem: Problem,
    wanted: Mapping[str, Iterable[str]],
    thing: Thing,
    facts: Facts[Thing],
) -> bool:
    return all(
        any(name in names for name in facts[key](problem, thing))
        for key, names in wanted.items()
    )


def _seated(wanted: RoomFilter, seats: int | None) -> bool:
    if wanted.seats_from is None and wanted.seats_to is None:
        return True
    least, most = wanted.seats_from, wanted.seats_to
    if seats is None:
        return False
    return (least is None or seats >= least) and (most is None or seats <= most)


def selector_mistakes(
    problem: Problem, filters: Iterable[Filter] | None, path: Path
) -> Iterator[Mistake]:
    """Find what selectors ask for that nothing in the problem has."""
    for index, wanted in enumerate(filters or ()):
        for key, names in _wanted(wanted).items():
            here = _known(problem, wanted, key) if names else {}
            kind = _KINDS[type(wanted)]
            for number, name in enumerate(names):
                if name not in here:
                    what = kind if key == "ids" else key.replace("_", " ")
                    where = (*path, index, key, number)
                    yield Mistake(where, unknown(what, name, here))


_KINDS: dict[type[Filter], str] = {
    TalkFilter: "talk",
    TrackFilter: "track",
    SpeakerFilter: "speaker",
    RoomFilter: "room",
}


def _known(problem: Problem, wanted: Filter, key: str) -> Iterable[str]:
    """What a filter can name under a key."""
    named: dict[str, Mapping[str, object]] = {
        "track": problem.tracks,
        "theme": problem.themes,
        "speaker": problem.speakers,
        "chair": problem.speakers,
    }
    if named.get(key):
        return named[key]
    match wanted:
        case TalkFilter():
            return _values(problem, problem.talks, TALKS, key)
        case TrackFilter():
            return _values(problem, problem.tracks, TRACKS, key)
        case SpeakerFilter():
            return _values(problem, problem.speakers, SPEAKERS, key)
        case _:
            return _values(problem, problem.rooms, ROOMS, key)


def _values(
    problem: Problem, things: Mapping[str, Thing], facts: Facts[Thing], key: str
) -> Iterable[str]:
    if key == "ids":
        return things
    found = {value for thing in things.values() for value in facts[key](problem, thing)}
    return dict.fromkeys(sorted(found))


def only(problem: Problem, talks: list[TalkFilter] | None) -> Problem:
    """The problem as a constraint sees it that is about some talks only."""
    if talks is None:
        return problem
    chosen = dict.fromkeys(talks_in(problem, talks))
    return replace(
        problem,
        talks={
            id: replace(
                problem.talks[id],
                after=tuple(a for a in problem.talks[id].after if a.talk in chosen),
                not_parallel=problem.talks[id].not_parallel.intersection(chosen),
            )
            for id in chosen
        },
    )


def only_of(problem: Problem, timetable: Timetable) -> Timetable:
    """The placements of the talks that a problem knows."""
    return Timetable.of(p for p in timetable if p.talk in problem.talks)


def mistakes_in(problem: Problem, settings: BaseModel) -> Iterator[Mistake]:
    """Find what the selectors among some settings ask for that nothing has."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        named = value.items() if isinstance(value, dict) else [(None, value)]
        for key, inner in named:
            if isinstance(inner, list) and inner and isinstance(inner[0], Filter):
                path = (name,) if key is None else (name, key)
                yield from selector_mistakes(problem, inner, path)
