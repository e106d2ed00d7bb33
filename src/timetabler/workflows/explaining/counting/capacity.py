"""Groups of talks that need more than there is: minutes, or talks one after another."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timetabler.problem.problem import Problem, Window
from timetabler.workflows.explaining.counting.groups import Group
from timetabler.workflows.explaining.counting.places import Use, covered, kinds
from timetabler.workflows.explaining.counting.words import minutes_in_words, some, spans

_MOST_BOUNDS = 24


@dataclass(frozen=True)
class Load:
    """What a group needs within a window, against what there is.

    Attributes:
        group: The group.
        window: The window.
        talks: The talks that need something there, with their least need.
        windows: The time there is, by lane, in the order of the group's lanes.
        need: The least that the talks need.
        capacity: The most there is.
        pauses: How many times the turnover is in the need.
        shortest: The least length counted, where talks are counted; 0 for minutes.
    """

    group: Group
    window: Window
    talks: tuple[tuple[Use, int], ...]
    windows: tuple[tuple[Window, ...], ...]
    need: int
    capacity: int
    pauses: int = 0
    shortest: int = 0

    @property
    def over(self) -> bool:
        """Whether more is needed than there is."""
        return self.need > self.capacity

    @property
    def full(self) -> bool:
        """Whether it counts the whole of every talk."""
        return all(minutes == use.minutes for use, minutes in self.talks)


class Capacity:
    """Measures the loads of one group; what it has worked out once it keeps."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.turnover = min(lane.turnover for lane in group.lanes)
        self._covered: dict[tuple[int, frozenset[str]], list[Window]] = {}

    def loads(self) -> Iterator[Load]:
        """Yield the load of every window that could be too small."""
        for window in self.windows():
            load = self.minutes(window)
            if load is not None:
                yield load
        for window in self.own_windows():
            yield from self.counts(window)

    def windows(self) -> Iterator[Window]:
        """Yield the windows from some first start to some last end."""
        firsts = _few(sorted({use.first for use in self.group.talks}))
        lasts = _few(sorted({use.last for use in self.group.talks}))
        for first in firsts:
            yield from (Window(first, last) for last in lasts if last > first)

    def own_windows(self) -> list[Window]:
        """List the windows that some talk has to itself, and the one of all."""
        own = {Window(use.first, use.last) for use in self.group.talks}
        whole = Window(min(w.start for w in own), max(w.end for w in own))
        return sorted({*list(sorted(own))[:_MOST_BOUNDS], whole})

    def minutes(self, window: Window) -> Load | None:
        """Measure the minutes that talks need within a window for sure."""
        needs = [(use, use.within(window)) for use in self.group.talks]
        needs = sorted((n for n in needs if n[1]), key=lambda n: -n[1])
        if not needs:
            return None
        free = self._free(frozenset(use.talk for use, _ in needs), window)
        capacity = sum(w.end - w.start for lane in free for w in lane)
        segments = sum(map(len, free))
        taken: list[tuple[Use, int]] = []
        need = pauses = full = least = 0
        for use, minutes in needs:
            taken.append((use, minutes))
            least += minutes
            full += minutes == use.minutes
            # Each stretch of time spares one turnover: that after its last talk.
            pauses = max(0, full - segments) if self.turnover else 0
            need = least + pauses * self.turnover
            if need > capacity:
                break
        return Load(self.group, window, tuple(taken), free, need, capacity, pauses)

    def counts(self, window: Window) -> Iterator[Load]:
        """Count the talks of at least some length that fit one after another."""
        inside = [
            use
            for use in self.group.talks
            if window.start <= use.first and use.last <= window.end
        ]
        for shortest in sorted({use.minutes for use in inside}, reverse=True):
            talks = [use for use in inside if use.minutes >= shortest]
            ids = frozenset(use.talk for use in talks)
            most = sum(
                _packed(
                    (u for u in lane.uses if u.talk in ids), shortest, lane.turnover
                )
                for lane in self.group.lanes
            )
            taken = tuple((use, 1) for use in talks[: most + 1])
            free = self._free(ids, window)
            yield Load(
                self.group, window, taken, free, len(taken), most, shortest=shortest
            )

    def _free(
        self, talks: frozenset[str], window: Window
    ) -> tuple[tuple[Window, ...], ...]:
        found = []
        for index, lane in enumerate(self.group.lanes):
            key = index, talks
            if key not in self._covered:
                uses = (use for use in lane.uses if use.talk in talks)
                self._covered[key] = covered(uses)
            clipped = (
                Window(max(w.start, window.start), min(w.end, window.end))
                for w in self._covered[key]
                if w.meets(window.start, window.end)
            )
            found.append(tuple(clipped))
        return tuple(found)


def _few(bounds: list[int]) -> list[int]:
    """Thin out many bounds, keeping the ends."""
    step = -(-len(bounds) // _MOST_BOUNDS)
    return sorted({*bounds[::step], bounds[-1]})


def _packed(uses: Iterable[Use], minutes: int, turnover: int) -> int:
    """Count how many talks of a length fit one after another: first come, first go."""
    free, count = -1, 0
    for start in sorted({start for use in kinds(uses) for start in use.starts}):
        if start >= free:
            count += 1
            free = start + minutes + turnover
    return count


def told(problem: Problem, load: Load) -> str:
    """Say a load in words that can be checked by hand."""
    who = some([use.talk for use, _ in load.talks])
    where = _where(load)
    hours = _hours(problem, load)
    if load.shortest:
        length = minutes_in_words(load.shortest)
        return (
            f"{who} take {length} or more each and can only be {where};"
            f" at most {load.capacity} such talks fit there one after another ({hours})"
        )
    pause = f", with {load.pauses} turnovers between," if load.pauses else ""
    need = minutes_in_words(load.need)
    if load.full:
        needs = f"take {need}{pause} and can only be {where}"
    else:
        within = problem.span(load.window)
        needs = f"take at least {need} of {within}{pause}, {where}"
    return (
        f"{who} {needs};"
        f" there {'are' if load.capacity != 1 else 'is'} only"
        f" {minutes_in_words(load.capacity)} ({hours})"
    )


def _where(load: Load) -> str:
    lanes = [
        lane for lane, free in zip(load.group.lanes, load.windows, strict=True) if free
    ]
    if load.group.in_rooms:
        return f"in {some([lane.id for lane in lanes], noun='rooms')}"
    return f"one at a time: {lanes[0].law}" if lanes else "one at a time"


def _hours(problem: Problem, load: Load) -> str:
    lanes = [
        (lane.id, free)
        for lane, free in zip(load.group.lanes, load.windows, strict=True)
        if free
    ]
    if not load.group.in_rooms:
        return "; ".join(spans(problem, free) for _, free in lanes)
    by_hours: dict[tuple[Window, ...], list[str]] = {}
    for id, free in lanes:
        by_hours.setdefault(free, []).append(id)
    return "; ".join(
        f"{some(ids, noun='rooms')}: {spans(problem, free)}"
        for free, ids in by_hours.items()
    )
