"""What is open to a talk: the windows that days, track, talk and rooms leave it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from timetabler.problem.problem import Problem, Talk, Window, Windows


@dataclass(frozen=True)
class Open:
    """A window in which a talk may be, and the rooms in which it may be then."""

    window: Window
    rooms: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.window.end - self.window.start


class Fit:
    """Works out what is open to talks; only constraints that are hard limit them."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.hours = tuple(day.hours for day in problem.days.values())
        self.by_time = is_hard(problem, "talk-time")
        self.by_room = is_hard(problem, "talk-room")
        self.by_pin = is_hard(problem, "pinned")
        self._by_start = is_hard(problem, "permitted-start")
        self._by_opening = is_hard(problem, "room-open")
        self._open: dict[tuple[object, ...], tuple[Open, ...]] = {}

    def limits(self, talk: Talk) -> Iterator[tuple[str, Windows]]:
        """Yield the windows a talk has to be in, each with whose they are."""
        yield "the opening hours", self.hours
        track = self.problem.tracks[talk.track] if talk.track else None
        whose = (("its", talk), (f"track {talk.track}'s", track))
        for owner, limited in whose if self.by_time else ():
            if limited and limited.windows is not None:
                yield f"{owner} windows", limited.windows
            if limited and limited.days is not None:
                days = (self.problem.days[day].hours for day in limited.days)
                yield f"{owner} days", tuple(days)

    def rooms(self, talk: Talk) -> frozenset[str]:
        """The rooms in which a talk may be."""
        rooms = frozenset(self.problem.rooms)
        track = self.problem.tracks[talk.track] if talk.track else None
        for limited in (talk, track) if self.by_room else ():
            if limited and limited.rooms is not None:
                rooms &= limited.rooms
        return rooms

    def open_to(self, talk: Talk) -> tuple[Open, ...]:
        """List the windows in which a talk may be, without its pin."""
        key = (talk.track, talk.days, talk.windows, talk.rooms)
        if key not in self._open:
            self._open[key] = tuple(self._open_to(talk))
        return self._open[key]

    def pinned(self, talk: Talk) -> tuple[Open, ...]:
        """List the windows in which a talk may be, with the day and room of its pin."""
        pin, found = talk.pin, self.open_to(talk)
        if pin.room:
            found = tuple(o for o in found if pin.room in o.rooms)
        if pin.day:
            day = (self.problem.day_window(pin.day),)
            found = tuple(
                Open(window, o.rooms)
                for o in found
                for window in common((o.window,), day)
            )
        return found

    def room_hours(self, talk: Talk) -> tuple[str, Windows]:
        """When the rooms are open that are left by its pin; and how to call that."""
        rooms = [talk.pin.room] if talk.pin.room else sorted(self.rooms(talk))
        hours = (self.problem.rooms[room].open for room in rooms)
        windows = tuple(w for open_ in hours for w in open_)
        whose = f"the hours of {rooms[0]}" if len(rooms) == 1 else "the rooms' hours"
        return whose, windows if self._by_opening else self.hours

    def permits(self, talk: Talk, starts: Iterable[int]) -> bool:
        """Whether one of some starts is on the grid, or one of the slots."""
        permitted = self.problem.starts_of(talk)
        return not self._by_start or not set(permitted).isdisjoint(starts)

    def starts(self, talk: Talk, windows: Iterable[Open]) -> bool:
        """Whether a permitted start lets the talk begin and end inside a window."""
        if not self._by_start:
            return True
        starts = self.problem.starts_of(talk)
        for window in (o.window for o in windows):
            first = bisect_left(starts, window.start)
            if first < len(starts) and starts[first] + talk.minutes <= window.end:
                return True
        return False

    def _open_to(self, talk: Talk) -> Iterator[Open]:
        spans = self.hours
        for _, windows in self.limits(talk):
            spans = common(spans, windows)
        allowed = self.rooms(talk)
        by_hours: dict[Windows, list[str]] = {}
        for room in self.problem.rooms.values():
            if room.id in allowed:
                hours = room.open if self._by_opening else self.hours
                by_hours.setdefault(hours, []).append(room.id)
        for hours, rooms in by_hours.items():
            for window in common(spans, hours):
                yield Open(window, tuple(rooms))


def is_hard(problem: Problem, key: str) -> bool:
    """Whether a constraint that is hard by default was left so."""
    setting = problem.constraints.get(key)
    settings = setting if isinstance(setting, list) else [setting]
    levels = [s.get("level") if isinstance(s, dict) else s for s in settings]
    return any(level in (None, "hard") for level in levels)


def common(some: Windows, others: Windows) -> Windows:
    """Intersect every window of one list with every one of another."""
    others = tuple(sorted(others, key=attrgetter("start")))
    longest = max((w.end - w.start for w in others), default=0)
    found: list[Window] = []
    for window in some:
        begin = bisect_left(others, window.start - longest, key=attrgetter("start"))
        for other in others[begin:]:
            if other.start >= window.end:
                break
            if other.end > window.start:
                start, end = max(window.start, other.start), min(window.end, other.end)
                found.append(Window(start, end))
    return tuple(dict.fromkeys(found))
