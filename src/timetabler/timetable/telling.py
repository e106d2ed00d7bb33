"""Changes in words: what was, what is now, and what that is."""

from timetabler.problem.clock import ClockError
from timetabler.problem.problem import Problem
from timetabler.timetable.diff import Change, Kind
from timetabler.timetable.timetable import Placement

KIND_WORDS: dict[Kind, str] = {
    "cancelled": "cancelled",
    "added": "added",
    "day": "moved to another day",
    "time": "moved in time",
    "room": "moved to another room",
}
"""What each kind of change is called."""


def title_of(problem: Problem, talk: str) -> str:
    """The title of a talk; its id, if the problem does not know it any more."""
    known = problem.talks.get(talk)
    return known.title if known else talk


def place_words(problem: Problem, place: Placement) -> str:
    """Say where and when: ``Saturday 11:30 in Janson``."""
    room = problem.rooms.get(place.room)
    return f"{when_words(problem, place.start)} in {room.title if room else place.room}"


def when_words(problem: Problem, minute: int) -> str:
    """Say when: ``Saturday 11:30``."""
    day = problem.day_at(minute)
    title = f"{day.title[:1].upper()}{day.title[1:]}"
    try:
        return f"{title} {problem.clock.write(day.date, minute)}"
    except ClockError:
        return f"{problem.clock.wall(minute):%Y-%m-%d %H:%M}"


def was_now(problem: Problem, change: Change) -> str:
    """Say what was and what is now, in one line."""
    was = place_words(problem, change.was) if change.was else ""
    now = place_words(problem, change.now) if change.now else ""
    if not change.now:
        return f"was {was}; now cancelled"
    if not change.was:
        return f"new: {now}"
    return f"was {was}; now {now}"
