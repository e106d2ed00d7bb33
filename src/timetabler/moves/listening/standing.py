"""Where a talk can stand: what hard demands leave, while all others stay in place.

Demands about sums and about unbroken runs are left to others: where a timetable found
here breaks them, it is of no use.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from timetabler.constraints.asked import talks_of
from timetabler.constraints.demands import AtMost, Demand, Disjoint, Never
from timetabler.moves.listening.grid import Grid, Places
from timetabler.moves.listening.hearing import Ints, Truths

_Uses = list[tuple[int, int, Truths]]
"""What a talk may use: the number of the thing, minutes after, and where it does."""


@dataclass
class Standing:
    """Keeps track of what is used, and of demands about several talks.

    Args:
        grid: All possible starts and rooms.
        demands: The hard demands that are still open.
    """

    grid: Grid
    demands: Iterable[Demand]
    _uses: dict[str, _Uses] = field(default_factory=dict)
    _about: dict[str, list[Never | AtMost]] = field(default_factory=dict)
    _alone: dict[str, Truths] = field(default_factory=dict)
    _taken: dict[int, dict[str, tuple[int, int]]] = field(default_factory=dict)
    _spans: dict[int, Ints] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, demand in enumerate(self.demands):
            if isinstance(demand, Disjoint):
                self._add_uses(number, demand)
            elif isinstance(demand, Never | AtMost):
                self._add_about(demand)

    def _add_uses(self, number: int, demand: Disjoint) -> None:
        for use in demand.uses:
            if use.talk not in self.grid.places:
                continue
            here = self.grid.everywhere(use.talk)
            if use.when is not None:
                here = here & self.grid.answer(use.when, use.talk)
            if here.any():
                uses = self._uses.setdefault(use.talk, [])
                uses.append((number, use.after, here))

    def _add_about(self, demand: Never | AtMost) -> None:
        talks = talks_of(*demand.questions) & self.grid.places.keys()
        for talk in talks:
            if len(talks) == 1:
                left = self._alone.get(talk, self.grid.everywhere(talk))
                self._alone[talk] = left & self._kept(demand, talk)
            else:
                self._about.setdefault(talk, []).append(demand)

    def _kept(self, demand: Never | AtMost, talk: str) -> Truths:
        limit = (
            demand.limit if isinstance(demand, AtMost) else len(demand.questions) - 1
        )
        true = np.zeros((1, 1), dtype=np.int64)
        for question in demand.questions:
            true = true + self.grid.answer(question, talk)
        return np.asarray(true <= limit)

    def place(self, talk: str, start: int, room: int) -> None:
        """Note that a talk stands at a start in a room (indices)."""
        self.grid.at[talk] = (start, room)
        begins = int(self.grid.places[talk].starts[start])
        ends = begins + self.grid.lengths[talk]
        for number, after, here in self._uses.get(talk, ()):
            if here[start, room]:
                self._spans.pop(number, None)
                self._taken.setdefault(number, {})[talk] = (begins, ends + after)

    def remove(self, talk: str) -> None:
        """Note that a talk stands nowhere."""
        del self.grid.at[talk]
        for number, *_ in self._uses.get(talk, ()):
            if self._taken.get(number, {}).pop(talk, None):
                self._spans.pop(number, None)

    def _spans_of(self, number: int) -> Ints:
        """When a thing is taken: all beginnings, all ends."""
        if number not in self._spans:
            spans = list(self._taken[number].values())
            self._spans[number] = np.array(spans, dtype=np.int64).T
        return self._spans[number]

    def open(self, talk: str) -> Truths:
        """Where a talk that stands nowhere can stand, by start and room."""
        left = self._alone.get(talk, self.grid.everywhere(talk)).copy()
        starts = self.grid.places[talk].starts
        for number, after, here in self._uses.get(talk, ()):
            ends = starts + self.grid.lengths[talk] + after
            if self._taken.get(number):
                taken = self._spans_of(number)
                met = (starts[:, None] < taken[1]) & (taken[0] < ends[:, None])
                left &= ~(here & met.any(1)[:, None])
        for demand in self._about.get(talk, ()):
            left &= self._kept(demand, talk)
        return left


def standing(
    starts: Mapping[str, Sequence[int]],
    rooms: Mapping[str, Sequence[str]],
    lengths: Mapping[str, int],
    demands: Iterable[Demand],
) -> Standing:
    """Set up where talks can stand, of what is possible for each.

    Args:
        starts: Possible starts by talk, in minutes.
        rooms: Possible rooms by talk.
        lengths: Minutes that each talk takes.
        demands: The hard demands that are still open.
    """
    places = {
        talk: Places(np.array(starts[talk], dtype=np.int64), tuple(rooms[talk]))
        for talk in starts
    }
    return Standing(Grid(places, lengths), demands)
