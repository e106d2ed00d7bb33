"""Better a plan bit by bit: free some groups or sessions, and keep all others."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from timetabler.engine.run import Found
from timetabler.engine.sessions.layers import Layer
from timetabler.engine.sessions.surroundings import Choice

_A_MOVE = 4.0
"""Seconds for one move, at most."""
PATIENCE = 40
"""After so many moves in turn that better nothing, something else has its turn."""


@dataclass
class Bettering:
    """Neighbourhood search for a plan that is too large to be searched as a whole.

    Attributes:
        layer: The model; nothing in it is narrowed.
        priority: The priority to make cheaper.
        solution: The best plan yet: the value of every variable of the model.
        penalty: What it costs.
        bound: It costs this at least.
        better: Called when there is a better plan.
        seed: Chooses parts, together with the seed of the search.
        moves: How many parts were solved.
    """

    layer: Layer
    priority: int
    solution: Sequence[int]
    penalty: int
    bound: int
    better: Callable[[Found], None] = lambda _: None
    seed: int = 0
    moves: int = 0

    def go(self, seconds: float | None, patience: int = PATIENCE) -> None:
        """Go on until nothing helps, or time is up."""
        runner, idle = self.layer.runner, 0
        ends = None if seconds is None else runner.elapsed() + seconds
        self._choice = Choice(self.layer, self.priority, runner.seed + self.seed)
        self._frame = list(self.layer.frame())
        while self.penalty > self.bound and idle < patience and not runner.over:
            left = None if ends is None else ends - runner.elapsed()
            if left is not None and left <= 0:
                break
            idle = 0 if self._move(min(_A_MOVE, left or _A_MOVE)) else idle + 1

    def _move(self, seconds: float) -> bool:
        """Solve one part; whether it led to something better."""
        self.moves += 1
        around = self._choice.choose(self.solution)
        kept = {
            index: self.solution[index]
            for index, group, session in self._frame
            if group not in around.groups and session not in around.sessions
        }
        part = self.layer.kept(kept, self.priority, self.penalty)
        if self.moves % 2:
            part.hint_all(self.solution)
        else:
            # Without a hint it may end elsewhere at the same cost: it drifts.
            part.forget()
        seed = self.layer.runner.seed + self.seed + self.moves
        found = part.minimise_alone(self.priority, seconds, seed)
        better = found.solution is not None and found.objective < self.penalty
        if found.solution is not None and found.objective <= self.penalty:
            self.solution, self.penalty = found.solution, found.objective
        if better:
            self.better(found)
        closed = found.status in (cp_model.OPTIMAL, cp_model.INFEASIBLE)
        self._choice.adapting.learn(around.kind, better=better, closed=closed)
        return better
