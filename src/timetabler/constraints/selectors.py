"""Selectors: name talks, tracks, speakers or rooms by what they are.

Wherever a setting takes a list of talks (or of tracks, speakers, rooms), it takes ids,
or maps of what is wanted of them: ``talks: {track: cloud, level: advanced}``. All keys
of a map must hold, one value of each; of several maps or ids, any.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from timetabler.constraints.facts import (
    Facts,
    rooms_facts,
    speakers_facts,
    talks_facts,
    tracks_facts,
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
    return _chosen(talks, talks_facts(problem))


def tracks_in(problem: Problem, tracks: list[TrackFilter] | None) -> list[str]:
    """The tracks chosen, in the order of the file; all if nothing is said."""
    return _chosen(tracks, tracks_facts(problem))


def speakers_in(problem: Problem, speakers: list[SpeakerFilter] | None) -> list[str]:
    """The speakers chosen, in the order of the file; all if nothing is said."""
    return _chosen(speakers, speakers_facts(problem))


def rooms_in(problem: Problem, rooms: list[RoomFilter] | None) -> list[str]:
    """The rooms chosen, in the order of the file; all if nothing is said."""
    return [
        room
        for room, its in rooms_facts(problem).items()
        if rooms is None
        or any(_holds(f, its) and _seated(f, problem.rooms[room].seats) for f in rooms)
    ]


def _chosen(filters: Iterable[Filter] | None, facts: Mapping[str, Facts]) -> list[str]:
    if filters is None:
        return list(facts)
    wanted = list(filters)
    return [id for id, its in facts.items() if any(_holds(f, its) for f in wanted)]


def _holds(wanted: Filter, its: Facts) -> bool:
    given = ((its[key], getattr(wanted, key)) for key in its)
    return all(
        names is None or not set(names).isdisjoint(found) for found, names in given
    )


def _seated(wanted: RoomFilter, seats: int | None) -> bool:
    if wanted.seats_from is None and wanted.seats_to is None:
        return True
    least, most = wanted.seats_from, wanted.seats_to
    if seats is None:
        return False
    return (least is None or seats >= least) and (most is None or seats <= most)


_KINDS: dict[type[Filter], tuple[str, Callable[[Problem], dict[str, Facts]]]] = {
    TalkFilter: ("talk", talks_facts),
    TrackFilter: ("track", tracks_facts),
    SpeakerFilter: ("speaker", speakers_facts),
    RoomFilter: ("room", rooms_facts),
}


def selector_mistakes(
    problem: Problem, filters: Iterable[Filter] | None, path: Path
) -> Iterator[Mistake]:
    """Find what selectors ask for that nothing in the problem has."""
    for index, wanted in enumerate(filters or ()):
        kind, facts_of = _KINDS[type(wanted)]
        facts = facts_of(problem)
        known = {
            "ids": dict.fromkeys(facts),
            "track": problem.tracks,
            "theme": problem.themes,
            "speaker": problem.speakers,
            "chair": problem.speakers,
        }
        for key in next(iter(facts.values()), {}):
            names = getattr(wanted, key) or ()
            here = known.get(key) or _values(facts, key)
            for number, name in enumerate(names):
                if name not in here:
                    what = kind if key == "ids" else key.replace("_", " ")
                    where = (*path, index, key, number)
                    yield Mistake(where, unknown(what, name, here))


def _values(facts: Mapping[str, Facts], key: str) -> dict[str, None]:
    return dict.fromkeys(sorted({v for its in facts.values() for v in its[key]}))


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
