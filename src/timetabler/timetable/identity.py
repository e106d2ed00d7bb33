"""Identities that stay the same from one version of a timetable to the next."""

from collections.abc import Collection
from uuid import NAMESPACE_URL, UUID, uuid5

from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Identity, Timetable

_MAX = 0x7FFFFFFF


def with_identities(
    problem: Problem, timetable: Timetable, earlier: Timetable | None = None
) -> Timetable:
    """Give every talk of a timetable an identity, keeping those it had.

    A new guid is the uuid5 of the talk's id under the conference's address (or title);
    its number is the first 31 bits of the guid, counted up past numbers in use. Nothing
    depends on titles, on placements or on the order of the talks.
    """
    known: dict[str, Identity] = {}
    for source in (earlier, timetable):
        known.update(source.identities if source else {})
    space = namespace(problem)
    missing = ((uuid5(space, f"talk:{t}"), t) for t in problem.talks if t not in known)
    taken = {identity.number for identity in known.values()}
    for guid, talk in sorted(missing):
        known[talk] = Identity(str(guid), number_of(guid, taken))
        taken.add(known[talk].number)
    return Timetable(timetable.placements, known)


def namespace(problem: Problem) -> UUID:
    """The name space in which a conference's own things get their guids."""
    return uuid5(NAMESPACE_URL, problem.url or f"urn:conference:{problem.title}")


def number_of(guid: UUID, taken: Collection[int]) -> int:
    """Shorten a guid to a positive 31-bit integer that is not taken yet."""
    number = int(guid.hex[:8], 16) & _MAX or 1
    while number in taken:
        number = number % _MAX + 1
    return number
