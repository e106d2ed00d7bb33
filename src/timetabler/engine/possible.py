"""What is possible for each talk before any search: starts, rooms, taking place.

Hard demands about a single talk are not posted to the solver but taken out of what is
possible, so that the model only holds what is still open.
"""

from collections import defaultdict
from collections.abc import Iterable

from timetabler.constraints.demands import Demand, Never
from timetabler.constraints.questions import (
    InRoom,
    Not,
    Question,
    Ranges,
    Scheduled,
    StartsIn,
)
from timetabler.engine.foreseen import Foreseen
from timetabler.engine.going import going
from timetabler.problem.problem import Window


class Possible(Foreseen):
    """What is foreseen, narrowed by hard demands, and how much fits into it."""

    def copy(self, must: Iterable[str] = ()) -> "Possible":
        """Make another that can be narrowed by itself.

        Args:
            must: The talks that have to be scheduled there.
        """
        # Nothing that is remembered of this one holds for another.
        found = Possible(self.problem, self)
        found.must.update(must)
        return found

    def keep(self, talk: str, ranges: Ranges, rooms: Iterable[str]) -> None:
        """Leave a talk the starts in some ranges, and some rooms."""
        kept = set(rooms)
        self.starts[talk] = self.inside(talk, ranges)
        self.rooms[talk] = [room for room in self.rooms[talk] if room in kept]
        self._check(talk)

    def narrow(self, demands: Iterable[Demand]) -> list[Demand]:
        """Take out what hard demands rule out; return those that are still open."""
        left = list(demands)
        changed = True
        while changed:
            changed = False
            rest: list[Demand] = []
            for demand in left:
                going()
                if not isinstance(demand, Never):
                    rest.append(demand)
                    continue
                open_ = self.open(demand.questions)
                if open_ is None:
                    continue
                if len(open_) <= 1 and self._rule_out(open_):
                    changed = True
                    continue
                rest.append(demand)
            left = rest
        return left

    def _rule_out(self, questions: list[Question]) -> bool:
        if not questions:
            self.nothing = True
            return True
        (question,) = questions
        if isinstance(question, StartsIn):
            low_high = self.inside(question.talk, question.ranges)
            self.starts[question.talk] = sorted(
                set(self.starts[question.talk]) - set(low_high)
            )
            self._check(question.talk)
        elif isinstance(question, InRoom):
            rooms = self.rooms[question.talk]
            self.rooms[question.talk] = [r for r in rooms if r not in question.rooms]
            self._check(question.talk)
        elif isinstance(question, Not) and isinstance(question.question, Scheduled):
            self.must.add(question.question.talk)
            self._check(question.question.talk)
        else:
            return False
        return True

    def _check(self, talk: str) -> None:
        """Take in that less is possible for a talk."""
        self.forget()
        if talk in self.must and not (self.starts[talk] and self.rooms[talk]):
            self.nothing = True

    def cover(self, uses: Iterable[tuple[str, int]], within: Ranges) -> int:
        """Count the minutes that uses of these lengths could cover together.

        Args:
            uses: Talks, and how many minutes each takes.
            within: The ranges in which they start.
        """
        starts: dict[int, set[int]] = defaultdict(set)
        for talk, length in uses:
            starts[length].update(self.inside(talk, within))
        spans = sorted(
            (start, start + length) for length in starts for start in starts[length]
        )
        covered, reached = 0, -1
        for start, end in spans:
            covered += max(0, end - max(start, reached))
            reached = max(reached, end)
        return covered

    def most(self, uses: Iterable[tuple[str, int]], within: Ranges) -> int:
        """Count how many uses fit after each other if all were as the shortest."""
        lengths = list(uses)
        shortest = min((length for _, length in lengths), default=0)
        starts = {s for talk, _ in lengths for s in self.inside(talk, within)}
        most, free = 0, -1
        for start in sorted(starts):
            if start >= free:
                most, free = most + 1, start + shortest
        return most

    def in_room_day(self, room: str, window: Window) -> list[str]:
        """List the talks that may start in a room within a window."""
        return [
            talk
            for talk, rooms in self.rooms.items()
            if room in rooms and self.within(talk, window)
        ]
