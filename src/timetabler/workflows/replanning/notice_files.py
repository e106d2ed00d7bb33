"""One file for each notice: the draft, and the calendar entries that have changed."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from timetabler.formats.programme import Programme
from timetabler.formats.registry import MissingExtraError
from timetabler.formats.text import slug
from timetabler.problem.problem import Problem
from timetabler.timetable.timetable import Placement, Timetable
from timetabler.workflows.export import export
from timetabler.workflows.replanning.notices import Notice

FOLDER = "notices"


def notice_files(
    problem: Problem, old: Timetable, new: Timetable, found: Iterable[Notice]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files that go to each person, room crew and track.

    The calendars hold just what has changed, cancelled talks as cancelled. Without the
    library for calendars there are only the drafts.

    Args:
        problem: The conference.
        old: The published timetable, with identities.
        new: The new one, with identities.
        found: Whom to tell.
    """
    used: set[str] = set()
    for notice in found:
        name = base = f"{FOLDER}/{notice.kind}-{slug(notice.id) or 'unnamed'}"
        while name in used:
            name = f"{base}-{len(used)}"
        used.add(name)
        yield f"{name}.txt", notice.message.encode()
        with suppress(MissingExtraError):
            yield f"{name}.ics", _calendar(problem, old, new, notice)


def whole_calendar(
    problem: Problem, releases: Sequence[Timetable], new: Timetable
) -> bytes | None:
    """Write the calendar of the whole timetable, with all that was ever cancelled.

    None without the library for calendars.

    Args:
        problem: The conference.
        releases: Every timetable that was published, the earliest first.
        new: The new timetable.
    """
    places: dict[str, Placement] = {}
    for release in releases:
        places.update(_known(problem, release.placements.values()))
    # The exporter counts a cancellation itself; one that is told already is in it.
    told = {
        talk: replace(identity, sequence=max(0, identity.sequence - 1))
        if identity.cancelled
        else identity
        for talk, identity in releases[-1].identities.items()
    }
    known = Timetable(places, told)
    with suppress(MissingExtraError):
        return export(Programme(problem, new, published=known), "ics")
    return None


def _calendar(
    problem: Problem, old: Timetable, new: Timetable, notice: Notice
) -> bytes:
    was = (change.was for change in notice.changes)
    now = (change.now for change in notice.changes)
    programme = Programme(
        problem,
        Timetable(_known(problem, now), new.identities),
        published=Timetable(_known(problem, was), old.identities),
    )
    return export(programme, "ics")


def _known(
    problem: Problem, places: Iterable[Placement | None]
) -> dict[str, Placement]:
    """Keep what a calendar can hold: talks and rooms that the problem knows."""
    return {
        place.talk: place
        for place in places
        if place and place.talk in problem.talks and place.room in problem.rooms
    }
