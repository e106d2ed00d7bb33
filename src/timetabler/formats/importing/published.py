"""The timetable that an imported programme was published with."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, UUID, uuid5

from timetabler.formats.importing.ids import Ids
from timetabler.formats.importing.programme import Programme, TalkFacts
from timetabler.formats.importing.times import minutes_between
from timetabler.problem.problem import Problem
from timetabler.timetable.file import MOST
from timetabler.timetable.identity import namespace, number_of
from timetabler.timetable.timetable import Identity, Placement, Timetable

_LONGEST_GUID = 200


def timetable_of(programme: Programme, problem: Problem, ids: Ids) -> Timetable | None:
    """Make the timetable; None if no talk has a place and none has an identity."""
    placements = [
        Placement(_minute(problem, talk), ids.rooms[talk.room], ids.talks[key])
        for key, talk in programme.talks.items()
        if talk.start is not None and talk.room and not talk.cancelled
    ]
    identities = dict(_identities(programme, problem, ids))
    if not placements and not identities:
        return None
    return Timetable(Timetable.of(placements).placements, identities)


def half_placed(programme: Programme) -> Iterator[str]:
    """Say of talks that have a time and no room that the timetable lacks them."""
    for talk in programme.talks.values():
        if talk.start is not None and not talk.room:
            yield f"{talk.title} has a time ({talk.start:%Y-%m-%d %H:%M}) and no room"


def _minute(problem: Problem, talk: TalkFacts) -> int:
    assert talk.start is not None
    return minutes_between(problem.clock.origin, talk.start)


def _identities(
    programme: Programme, problem: Problem, ids: Ids
) -> Iterator[tuple[str, Identity]]:
    """Keep what the source had; where it had one half only, work out the other."""
    space = namespace(problem)
    guids: set[str] = set()
    named = {t.number for t in programme.talks.values() if t.number is not None}
    taken: set[int] = set()
    for key, talk in programme.talks.items():
        guid, number = talk.guid[:_LONGEST_GUID], talk.number
        if not guid and number is None:
            continue
        fresh = str(uuid5(space, f"talk:{ids.talks[key]}"))
        guid = guid if guid and guid not in guids else fresh
        if number is None or not 1 <= number <= MOST or number in taken:
            number = _number(guid, named | taken)
        guids.add(guid)
        taken.add(number)
        yield ids.talks[key], Identity(guid, number, talk.sequence, talk.cancelled)


def _number(guid: str, taken: set[int]) -> int:
    try:
        whole = UUID(guid)
    except ValueError:
        whole = uuid5(NAMESPACE_URL, guid)
    return number_of(whole, taken)
